"""A Whisper model of some kilobytes with weights of chance, in the form of CTranslate2: what it writes is nonsense."""

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
LIKELY = dict.fromkeys(WORDS, 2.0) | {"<|endoftext|>": 2.0}
WIDTH, MELS, FRAMES, LONGEST = 16, 80, 1500, 448


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


def _fill(spec: WhisperSpec) -> None:
    chance = np.random.default_rng(7)

    def weights(*shape: int) -> Any:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    def linear(part: Any, outputs: int, inputs: int) -> None:
        part.weight, part.bias = weights(outputs, inputs), weights(outputs)

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
    encoder.conv1.weight, encoder.conv1.bias = weights(WIDTH, MELS, 3), weights(WIDTH)
    encoder.conv2.weight, encoder.conv2.bias = weights(WIDTH, WIDTH, 3), weights(WIDTH)
    encoder.position_encodings.encodings = weights(FRAMES, WIDTH)
    decoder.position_encodings.encodings = weights(LONGEST, WIDTH)
    decoder.embeddings.weight = weights(len(TOKENS), WIDTH)
    decoder.projection.weight = weights(len(TOKENS), WIDTH)
    # Words are likelier than what controls, and the end comes after some of them.
    decoder.projection.bias = np.array([LIKELY.get(token, -20) for token in TOKENS], np.float32)
    for part in (encoder, decoder):
        norm(part.layer_norm)
        attention(part.layer[0].self_attention, 3 * WIDTH)
        feed_forward(part.layer[0].ffn)
    attention(decoder.layer[0].attention, WIDTH, 2 * WIDTH)
