"""Modules that are imported at the start and that no calculator uses, left out or made small.

In a browser tab there are no processes, no pipes and no sockets of the operating system, yet asyncio brings the
modules for them along; and a template that was compiled when the site was built needs Jinja2's runtime, not its
compiler. With what they need in turn they are a third of a snapshot.

`pack_engine` refuses an engine that imports one of them itself.
"""

from collections.abc import Mapping

# Modules that others import inside `try … except ImportError`, because Python can be built without them.
LEFT_OUT = ("_ssl.py", "bz2.py", "compression/", "lzma.py", "ssl.py")

# Instead of these files, this.
STAND_INS: Mapping[str, str] = {
    # Pyodide's event loop (pyodide/webloop.py) and its futures stand on these modules.
    "asyncio/__init__.py": """
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .tasks import *
from .timeouts import *

DefaultEventLoopPolicy = events._BaseDefaultEventLoopPolicy
""",
    # asyncio.events takes constants of these two as default values.
    "socket.py": "from _socket import *\n",
    "subprocess.py": "PIPE = -1\n",
    # urllib.parse, of which Jinja2 quotes addresses, looks into it for hosts written as numbers.
    "ipaddress.py": "",
    # Nothing is installed in the browser: all there is came with the start. Pyodide's own start asks for these names, and
    # a snapshot knows `loadedPackages` among what Python holds of JavaScript.
    "pyodide/_package_loader.py": """
from site import getsitepackages

from pyodide_js import loadedPackages


class Folder:
    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path


SITE_PACKAGES = Folder(getsitepackages()[0])
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages():
    pass
""",
    # What Jinja2 needs for a template's source; a snapshot and a plain start both begin with compiled ones.
    "jinja2/bccache.py": "class BytecodeCache: ...\nclass FileSystemBytecodeCache: ...\nclass MemcachedBytecodeCache: ...\n",
    "jinja2/compiler.py": "class CodeGenerator: ...\ngenerate = None\n",
    "jinja2/lexer.py": "class Lexer: ...\nclass TokenStream: ...\n_lexer_cache = {}\nget_lexer = None\n",
    "jinja2/nodes.py": """
class EvalContext:
    volatile = False

    def __init__(self, environment, template_name=None):
        chosen = environment.autoescape
        self.environment = environment
        self.autoescape = chosen(template_name) if callable(chosen) else chosen
""",
    "jinja2/parser.py": "class Parser: ...\n",
}


def module_name(file: str) -> str:
    """`asyncio` for `asyncio/__init__.py`, `socket` for `socket.py`."""
    return file.removesuffix(".py").removesuffix("/__init__").rstrip("/").replace("/", ".")


REPLACED_MODULES = frozenset(map(module_name, [*LEFT_OUT, *STAND_INS]))
