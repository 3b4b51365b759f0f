"""What documents, video, sound and subtitles come as, by the ending of the file's name."""

from typing import Final

DOCUMENT_ENDINGS: Final = (
    "csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"
)  # fmt: skip

#: ending → media type; the browsers play these (and the Opus, Vorbis, AAC, VP9, AV1 and H.264 in them)
VIDEO_TYPES: Final[dict[str, str]] = {"mp4": "video/mp4", "webm": "video/webm"}
AUDIO_TYPES: Final[dict[str, str]] = {"m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg"}
RECORDING_TYPES: Final[dict[str, str]] = {**VIDEO_TYPES, **AUDIO_TYPES}
#: WebVTT (W3C), the one that browsers show
SUBTITLE_TYPES: Final[dict[str, str]] = {"vtt": "text/vtt"}

#: what a recording of a kind (cms.choices.MEDIA_KINDS) may come as; sound is also kept in WebM and MP4
ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "video": tuple(VIDEO_TYPES),
    "audio": (*AUDIO_TYPES, "webm", "mp4"),
}
