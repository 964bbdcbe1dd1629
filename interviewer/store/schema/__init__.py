"""The steps to the present schema, one a module; `interviewer.store.migrations` puts them in order."""
