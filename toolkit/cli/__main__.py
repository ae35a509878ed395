"""`python -m toolkit.cli` is `voc`."""

from toolkit.cli import main

if __name__ == "__main__":
    main(prog_name="voc")
