"""The network of a box that may have sockets: its own loopback, and nothing else.

What two processes have sent each other and neither has read is memory of the kernel's that no watch counts. So the
buffers of a connection are made small: as large as those of a pair of sockets, which every box may have.
"""

import os
import socket
import struct
import sys

_SIOCGIFFLAGS, _SIOCSIFFLAGS = 0x8913, 0x8914
_IFF_UP = 1
_REQUEST = struct.Struct("=16sH22x")
_BUFFERS = b"4096 65536 131072"
"""The least, the usual and the most bytes that the kernel keeps for one end of a connection, each way."""


def raise_loopback() -> None:
    """Bring up the loopback of the network namespace that we are in, which is ours: nothing else leads anywhere.

    Raises
    ------
    OSError
        If it is not ours to change.
    """
    if sys.platform != "linux":
        raise OSError("network namespaces are Linux's")
    import fcntl  # not on Windows, where this file is read as well

    for name in ("tcp_rmem", "tcp_wmem"):
        settings = os.open(f"/proc/sys/net/ipv4/{name}", os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.write(settings, _BUFFERS)
        finally:
            os.close(settings)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        told = fcntl.ioctl(asking, _SIOCGIFFLAGS, _REQUEST.pack(b"lo", 0))
        _, flags = _REQUEST.unpack(told)
        fcntl.ioctl(asking, _SIOCSIFFLAGS, _REQUEST.pack(b"lo", flags | _IFF_UP))
