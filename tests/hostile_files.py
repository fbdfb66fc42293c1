"""Files as they come: good ones of every kind that is taken, and those that must be refused."""

import io
import resource
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZipFile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
SCRIPTED_PDF = PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>")
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
CONTENT_TYPES = b'<?xml version="1.0"?><Types><Override PartName="/word/document.xml"/></Types>'
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A packed document of these parts."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def docx(**more: bytes) -> bytes:
    """A Word document with more parts, their names with `__` for a slash."""
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"<w:document/>"}
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


def odt(manifest: bytes = b"<manifest/>") -> bytes:
    """An OpenDocument text."""
    return packed(
        {"mimetype": ODT_TYPE, "content.xml": b"<doc/>", "META-INF/manifest.xml": manifest}
    )


def png() -> bytes:
    """One pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        framed = struct.pack(">I", len(content)) + kind + content
        return framed + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def encrypted_zip() -> bytes:
    """A document whose parts are marked as encrypted."""
    raw = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 1)
    return bytes(raw)


def overlapping_zip() -> bytes:
    """A document whose directory names the same bytes many times under different names."""
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"x" * 60_000}
    raw = packed(parts)
    end = raw.rindex(b"PK\x05\x06")
    start = raw.index(b"PK\x01\x02")
    last = raw.rindex(b"PK\x01\x02")
    entry = raw[last:end]
    name = b"word/document.xml"
    copies = [entry.replace(name, b"word/documen%04d" % n) for n in range(900)]
    directory = raw[start:end] + b"".join(copies)
    count = 2 + len(copies)
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return raw[:start] + directory + tail


@contextmanager
def file_size_limited_to(size: int) -> Iterator[None]:
    """No file grows beyond `size` bytes: for a program, what a full disk looks like."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


GOOD: Mapping[str, tuple[bytes, str]] = {
    "svar.pdf": (PDF, "application/pdf"),
    "SVAR.PDF": (PDF, "application/pdf"),
    "formular.pdf": (SCRIPTED_PDF, "application/pdf"),
    "svar.docx": (
        docx(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "svar.odt": (odt(), ODT_TYPE.decode()),
    "svar.txt": ("Høringssvar fra Ældrerådet\r\n".encode(), "text/plain"),
    "gammel.txt": ("Høringssvar fra Ældrerådet".encode("cp1252"), "text/plain"),
    "notesblok.txt": ("Høringssvar".encode("utf-16"), "text/plain"),
    "billede.png": (png(), "image/png"),
    "billede.jpg": (JPG, "image/jpeg"),
}

BAD: Mapping[str, tuple[str, bytes]] = {
    "empty": ("svar.pdf", b""),
    "program named pdf": ("svar.pdf", EXE),
    "program": ("svar.exe", EXE),
    "program in disguise": ("svar\u202efdp.exe", EXE),
    "two endings": ("svar.pdf.exe", PDF),
    "no ending": ("svar", PDF),
    "html": ("svar.html", b"<!doctype html><script>alert(1)</script>"),
    "html named txt": ("svar.txt", b"\n <!DOCTYPE html><script>alert(1)</script>"),
    "html named pdf": ("svar.pdf", b"<html><script>alert(1)</script></html>"),
    "svg": ("svar.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "svg named png": ("svar.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "old word": ("svar.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    "macro ending": ("svar.docm", docx(word__vbaProject=b"x")),
    "macro inside": ("svar.docx", docx(**{"word__vbaProject.bin": b"x"})),
    "macro by type": (
        "svar.docx",
        packed(
            {
                "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
                "word/document.xml": b"<w:document/>",
            }
        ),
    ),
    "template from the net": (
        "svar.docx",
        docx(
            **{
                "word___rels__settings.xml.rels": b'<Relationship Type="http://x.example/'
                b'attachedTemplate" Target="https://x.example/t.dotm" TargetMode="External"/>'
            }
        ),
    ),
    "zip bomb": ("svar.docx", docx(word__bomb=b"\x00" * 60_000_000)),
    "overlapping parts": ("svar.docx", overlapping_zip()),
    "too many parts": ("svar.docx", docx(**{f"word__{n}": b"" for n in range(3100)})),
    "zip with another content": ("svar.docx", packed({"a.txt": b"hej"})),
    "docx named odt": ("svar.odt", docx()),
    "broken zip": ("svar.docx", docx()[:-30]),
    "encrypted zip": ("svar.docx", encrypted_zip()),
    "encrypted word": ("svar.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    "encrypted odt": ("svar.odt", odt(b"<manifest:encryption-data/>")),
    "encrypted pdf": ("svar.pdf", PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R")),
    "control characters": ("svar.txt", b"hej\x00\x01"),
}
