"""PyYAML's loader: on libyaml where PyYAML was built with it, and in Python, slower, where it was not."""

try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader  # type: ignore[assignment]  # they share what is used of them here

__all__ = ["Loader"]
