"""Draw the cat / non-cat data set and store it in the format of the course.

    python data/draw_cats.py                         draw and write the two files beside this script
    python data/draw_cats.py --check                 draw and compare with the files; 1 when they differ
    python data/draw_cats.py --contact-sheet OUT.png  all pictures on one page, cats framed (needs Pillow)

The pixels come out the same on every machine (the reasons are in `drawing`); the bytes of the files
depend on the version of HDF5, so pixels are what is compared.
"""

import argparse
import sys
from pathlib import Path

import h5py
import numpy as np
from drawing.pictures import COUNTS, draw_set

HERE = Path(__file__).parent
CLASSES = np.array([b"non-cat", b"cat"], dtype="S7")

Arrays = dict[str, np.ndarray]


def draw_arrays(name: str) -> Arrays:
    """What the file of the set `name` holds, under the published keys."""
    pictures, labels = draw_set(name)
    return {f"{name}_set_x": pictures, f"{name}_set_y": labels, "list_classes": CLASSES}


def path_of(name: str, folder: Path) -> Path:
    return folder / f"{name}_catvnoncat.h5"


def write(arrays: Arrays, path: Path) -> None:
    """One chunk a data set: neighbouring pictures compress better together."""
    with h5py.File(path, "w") as file:
        for key, array in arrays.items():
            file.create_dataset(key, data=array, chunks=array.shape, compression="gzip", compression_opts=9)


def difference(arrays: Arrays, path: Path) -> str:
    """Where the file differs from the drawing, in one line; empty when it does not."""
    if not path.is_file():
        return f"{path}: there is no such file. Write it: python data/draw_cats.py"
    with h5py.File(path, "r") as file:
        for key, array in arrays.items():
            stored = file[key][:] if key in file else None
            if stored is None or stored.dtype != array.dtype or not np.array_equal(stored, array):
                return f"{path}: {key} is not what the script draws. Redraw it: python data/draw_cats.py"
    return ""


def contact_sheet(sets: list[Arrays], path: Path, *, columns: int = 20, zoom: int = 2) -> None:
    """Training pictures first, then test pictures; a cat has an orange frame."""
    from PIL import Image  # nothing else here needs Pillow

    pictures = np.concatenate([array for arrays in sets for key, array in arrays.items() if key.endswith("_x")])
    labels = np.concatenate([array for arrays in sets for key, array in arrays.items() if key.endswith("_y")])
    side = pictures.shape[1] + 4
    page = np.full((-(-len(labels) // columns) * side, columns * side, 3), 255, dtype=np.uint8)
    for place, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        top, left = place // columns * side, place % columns * side
        page[top : top + side - 1, left : left + side - 1] = (240, 140, 30) if label else (226, 226, 226)
        page[top + 1 : top + side - 2, left + 1 : left + side - 2] = 255
        page[top + 1 : top + side - 3, left + 1 : left + side - 3] = picture
    sheet = Image.fromarray(page)
    sheet.resize((sheet.width * zoom, sheet.height * zoom), Image.Resampling.NEAREST).save(path)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Draw the cat / non-cat data set of the course.")
    parser.add_argument("--check", action="store_true", help="compare with the files; exit 1 when pixels differ")
    parser.add_argument("--contact-sheet", type=Path, metavar="OUT.png", help="all pictures on one page; no files")
    parser.add_argument(
        "--folder", type=Path, default=HERE, help="where the two files are (default: beside this script)"
    )
    options = parser.parse_args(arguments)
    sets = {name: draw_arrays(name) for name in COUNTS}
    if options.contact_sheet:
        contact_sheet(list(sets.values()), options.contact_sheet)
    elif options.check:
        found = [difference(arrays, path_of(name, options.folder)) for name, arrays in sets.items()]
        print("\n".join(filter(None, found)) or "The files hold exactly what the script draws.")
        return int(any(found))
    else:
        for name, arrays in sets.items():
            path = path_of(name, options.folder)
            write(arrays, path)
            print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
