"""Runs a command on a terminal of its own (80 by 40 unless COLUMNS says otherwise), joined to this program's streams."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios

child, terminal = pty.fork()
if child == 0:
    size = struct.pack('HHHH', 40, int(os.environ.get('COLUMNS', '80')), 0, 0)
    fcntl.ioctl(0, termios.TIOCSWINSZ, size)
    os.execvp(sys.argv[1], sys.argv[1:])
signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
sources = [terminal, 0]
while True:
    ready, _, _ = select.select(sources, [], [])
    try:
        if terminal in ready:
            output = os.read(terminal, 65536)
            if output == b'':
                break
            os.write(1, output)
        if 0 in ready:
            keys = os.read(0, 1024)
            if keys == b'':
                sources.remove(0)
            else:
                os.write(terminal, keys)
    except OSError:
        break
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
