"""The template and the style of what is written, unless others are named."""

DEFAULT_TEMPLATE = "standard"
DEFAULT_STYLE = "sober"
