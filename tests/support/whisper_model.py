"""A Whisper model of some kilobytes, in the form of CTranslate2. It hears nothing: it writes a word for each position.

Its weights are zero but for those that tell positions apart, and the likeliest token leads by far. So it writes the
same on every processor, whatever the order of sums and the precision.
"""

from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import WhisperSpec
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

WORDS = ["chair", "delegate", "floor", "agree", "thank", "report", "support", "welcome"]
CONTROLS = [
    "<|endoftext|>", "<|startoftranscript|>", "<|translate|>", "<|transcribe|>", "<|startoflm|>",
    "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
]  # fmt: skip
TOKENS = ["<unk>", *WORDS, *CONTROLS]
WIDTH, MELS, FRAMES, LONGEST = 16, 80, 1500, 448
END_DIMENSION = len(WORDS)
CYCLE = 16
"""Positions after which the words begin again. A text ends at the last ones of a cycle."""
LAST_WORD = 12


def whisper_model(folder: Path) -> Path:
    """Write the model, which knows `WORDS` of English, into a folder."""
    folder.mkdir(parents=True)
    spec = WhisperSpec(1, 2, 1, 2)
    _fill(spec)
    spec.register_vocabulary(TOKENS)
    spec.config.suppress_ids, spec.config.lang_ids = [], []
    spec.config.suppress_ids_begin = [TOKENS.index("<|endoftext|>")]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.save(str(folder))
    tokenizer = Tokenizer(WordLevel({token: at for at, token in enumerate(TOKENS)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def text_after(prompt: int) -> str:
    """What the model writes after a prompt of so many tokens, whatever was said."""
    position = prompt - 1
    until = position - position % CYCLE + LAST_WORD
    return " ".join(WORDS[at % len(WORDS)] for at in range(position, until))


def _fill(spec: WhisperSpec) -> None:
    def linear(part: Any, outputs: int, inputs: int) -> None:
        part.weight, part.bias = np.zeros((outputs, inputs), np.float32), np.zeros(outputs, np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(part: Any, *outputs: int) -> None:
        norm(part.layer_norm)
        for one, wide in zip(part.linear, (*outputs, WIDTH), strict=True):
            linear(one, wide, WIDTH)

    def feed_forward(part: Any) -> None:
        norm(part.layer_norm)
        linear(part.linear_0, 2 * WIDTH, WIDTH)
        linear(part.linear_1, WIDTH, 2 * WIDTH)

    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = (
        np.zeros((WIDTH, MELS, 3), np.float32),
        np.zeros(WIDTH, np.float32),
    )
    encoder.conv2.weight, encoder.conv2.bias = (
        np.zeros((WIDTH, WIDTH, 3), np.float32),
        np.zeros(WIDTH, np.float32),
    )
    encoder.position_encodings.encodings = np.zeros((FRAMES, WIDTH), np.float32)
    decoder.position_encodings.encodings = np.eye(WIDTH, dtype=np.float32)[
        [at % len(WORDS) if at % CYCLE < LAST_WORD else END_DIMENSION for at in range(LONGEST)]
    ]
    decoder.embeddings.weight = np.zeros((len(TOKENS), WIDTH), np.float32)
    linear(decoder.projection, len(TOKENS), WIDTH)
    for dimension, token in enumerate([*WORDS, "<|endoftext|>"]):
        decoder.projection.weight[TOKENS.index(token), dimension] = 10
    for part in (encoder, decoder):
        norm(part.layer_norm)
        attention(part.layer[0].self_attention, 3 * WIDTH)
        feed_forward(part.layer[0].ffn)
    attention(decoder.layer[0].attention, WIDTH, 2 * WIDTH)
