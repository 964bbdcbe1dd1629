"""How words are said: acronyms that are words, and spellings that a voice needs to get a word right."""

from __future__ import annotations

from collections.abc import Mapping

ACRONYM_WORDS = frozenset({
    "ACID", "ADAM", "ALL", "AND", "ARIMA", "BERT", "BLEU", "CUDA", "DALL", "ELBO", "ELU", "FLAN", "FLOP",
    "GAN", "GELU", "IS", "JAX", "JSON", "LASSO", "LIME", "LOF", "MAP", "MASK", "NAS", "NO", "NOT", "NUTS",
    "ONE", "ONLY", "OR", "PACE", "PAD", "PEFT", "RAG", "RAM", "ROC", "ROM", "ROUGE", "SAC", "SARSA",
    "SELU", "SHAP", "SILU", "SMOTE", "SOTA", "SWISH", "TRUE", "FALSE", "BART",
})  # fmt: skip
"""Written in capitals and said as a word; other words of up to five capitals are spelled."""

# What espeak-ng makes of a word was read from its phonemes, British and American. Piper's voices are
# trained on the same phonemes.
_PHONEMES: Mapping[str, str] = {
    "A": "eigh",  # else the article
    "A/B": "eigh B",
    "A2C": "eigh two C",
    "A3C": "eigh three C",
    "II": "two",
    "III": "three",
    "Ax": "eigh x",
    "DPO": "D P O",
    "Dirichlet": "dirishlay",
    "GANs": "ganz",
    "GloVe": "glove",
    "I/O": "I O",
    "LORA": "laura",
    "LoRA": "laura",
    "QLoRA": "Q laura",
    "POMDP": "pom D P",
    "Poisson": "pwassohn",
    "ReLU": "ray loo",
    "ReLUs": "ray looze",
    "Type I": "Type one",
    "type I": "type one",
    "SwiGLU": "swig loo",
    "Wasserstein": "vasserstine",
    "eigenvalue": "eyegen value",
    "eigenvalues": "eyegen values",
    "eigenvector": "eyegen vector",
    "eigenvectors": "eyegen vectors",
    "eigendecomposition": "eyegen decomposition",
    "tanh": "tanch",
    "tf-idf": "T F I D F",
    "xi": "ksigh",  # else the Roman numeral eleven
}

ESPEAK: Mapping[str, str] = {**_PHONEMES, "LASSO": "lassoe", "theta": "theeta"}
"""For pyttsx3."""

PIPER: Mapping[str, str] = {**_PHONEMES, "theta": "thayta"}
"""For Piper."""
