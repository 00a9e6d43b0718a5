"""Where a film comes from, said in the file itself: readable tags, machine-readable XMP, and a JSON beside it.

EU AI Act Art. 50(2) asks for a machine-readable mark. The vocabulary is IPTC's digital source type; the XMP box is
that of ISO 16684-1 / Adobe XMP part 3, "MPEG-4": a top-level `uuid` box with a fixed id.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

import reelwright
from reelwright.media.values import Json, Probe

_XMP_ID = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac")
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DEFAULT_SOURCE_TYPE = "trainedAlgorithmicMedia"  # made by a model; `algorithmicMedia` is drawn by a program
DEFAULT_LABEL = "AI-generated video"


def tags(provenance: Mapping[str, Any]) -> dict[str, str]:
    """Tags of the MP4 itself. `provenance` may bring `label`, `title`, `model`, `digitalSourceType`."""
    label = str(provenance.get("label", DEFAULT_LABEL))
    model = provenance.get("model")
    found = {
        "comment": f"{label} ({model})" if model else label,
        "software": f"Reelwright {reelwright.__version__}",
        "digital_source_type": _source_type(provenance),
    }
    return found | ({"title": str(provenance["title"])} if provenance.get("title") else {})


def sidecar(provenance: Mapping[str, Any], probe: Probe) -> Json:
    """The JSON beside the film: everything given, and the hash that ties it to the file."""
    return {
        **provenance,
        "label": provenance.get("label", DEFAULT_LABEL),
        "digitalSourceType": _source_type(provenance),
        "generator": f"Reelwright {reelwright.__version__}",
        "file": {
            "sha256": probe.sha256,
            "bytes": probe.bytes,
            "frames": probe.frames,
            "fps": str(probe.fps),
            "width": probe.width,
            "height": probe.height,
        },
    }


def append_xmp(path: Path, provenance: Mapping[str, Any]) -> None:
    """Add the XMP box at the file's end, where it moves nothing else."""
    label = escape(str(provenance.get("label", DEFAULT_LABEL)))
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f"<xmp:CreatorTool>Reelwright {reelwright.__version__}</xmp:CreatorTool>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{label}</rdf:li></rdf:Alt></dc:description>'
        f"<Iptc4xmpExt:DigitalSourceType>{escape(_source_type(provenance))}</Iptc4xmpExt:DigitalSourceType>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
    body = _XMP_ID.bytes + packet
    with path.open("ab") as file:
        file.write((len(body) + 8).to_bytes(4, "big") + b"uuid" + body)


def write_sidecar(path: Path, provenance: Mapping[str, Any], probe: Probe) -> None:
    """`sidecar` as a file."""
    path.write_text(json.dumps(sidecar(provenance, probe), ensure_ascii=False, indent=2, default=str) + "\n")


def _source_type(provenance: Mapping[str, Any]) -> str:
    kind = str(provenance.get("digitalSourceType", DEFAULT_SOURCE_TYPE))
    return kind if kind.startswith("http") else _SOURCE_TYPES + kind
