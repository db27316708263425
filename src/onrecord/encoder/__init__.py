"""The model bundle and its sessions: the only home of onnxruntime and tokenizers."""

from onrecord.encoder.bundle import SHIPPED, Bundle, load_bundle
from onrecord.encoder.encoder import Encoder
from onrecord.encoder.judge import Judge

__all__ = ["SHIPPED", "Bundle", "Encoder", "Judge", "load_bundle"]
