"""The cat pictures of assignments 2 and 5, from wherever they are, and pictures of the reader's own.

They are looked for in this order:

1. the folder that the environment variable NEURAL_COURSE_DATA names;
2. the reader's own copy of other pictures in the same format, which `grader data import DIR` has made;
3. the drawn pictures that come with the course, in `data/`.
"""

import hashlib
import os
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import platformdirs
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

Pictures = NDArray[np.uint8]
Labels = NDArray[np.int64]
Dataset = tuple[Pictures, Labels, Pictures, Labels, NDArray[np.bytes_]]

VARIABLE = "NEURAL_COURSE_DATA"
APPLICATION = "neural-course-kit"
SIZE = 64
CLASSES = np.array([b"non-cat", b"cat"])


@dataclass(frozen=True)
class Part:
    """One of the two files, and how to know the photographs with which the course was first published.

    `published_file` is the SHA-256 of the file; `published_content` that of its pictures and labels alone, which
    other people's copies of it share however they store them.
    """

    name: str
    count: int
    published_file: str
    published_content: str

    @property
    def file(self) -> str:
        return f"{self.name}_catvnoncat.h5"


PARTS = (
    Part(
        "train",
        209,
        "fbe56ab67c3ae28d564e3a644189117976d6b31af0a3ce9bb17dbf22908af242",
        "f19135472731081e70474f7c5ee3ce3d87911a74cc4fb4304cac932037506996",
    ),
    Part(
        "test",
        50,
        "6a9d39ce52fa85953c5834695b8534a30ed8cfd54971fb2f080b5a24d002b951",
        "cc71f43ca60bb555ad8f09e4126400c8dedbb6a4fed536b9724b5f89f7dcf048",
    ),
)


class DataError(ValueError):
    """Pictures that are missing or broken: what, where, and what to do about it."""


@dataclass(frozen=True)
class Examples:
    """What one file holds: pictures (m, 64, 64, 3), labels (m,) of 0 and 1, and the names of the two classes."""

    pictures: Pictures
    labels: Labels
    classes: NDArray[np.bytes_]

    @property
    def content(self) -> str:
        """The SHA-256 of pictures and labels."""
        return hashlib.sha256(self.pictures.tobytes() + self.labels.astype("<i8").tobytes()).hexdigest()


# -- What notebooks call. --


def load_dataset() -> Dataset:
    """Load the pictures that are in use, under the names of the published course.

    Returns
    -------
    train_set_x_orig : uint8 (209, 64, 64, 3)
    train_set_y : int64 (1, 209), 1 for a cat
    test_set_x_orig : uint8 (50, 64, 64, 3)
    test_set_y : int64 (1, 50)
    classes : the names of the classes 0 and 1, as bytes

    Raises
    ------
    DataError
        If a file is missing, cut off, or not of this format.
    """
    folder, _ = _folder_in_use()
    train, test = (_read(folder / part.file, part) for part in PARTS)
    return train.pictures, train.labels.reshape(1, -1), test.pictures, test.labels.reshape(1, -1), test.classes


def load_data() -> Dataset:
    """The same as `load_dataset`, under the name that assignment 5 uses."""
    return load_dataset()


def which_data() -> str:
    """One line that says which pictures are in use, for a notebook to print.

    Raises
    ------
    DataError
        If there are none, or they cannot be read.
    """
    folder, origin = _folder_in_use()
    published = all(_read(folder / part.file, part).content == part.published_content for part in PARTS)
    drawn = "the drawn pictures of this course" if origin == DRAWN else "other pictures"
    return f"In use: {'the photographs of the published course' if published else drawn} ({origin})."


def load_image(path: str | Path, size: int = SIZE) -> Pictures:
    """Read a picture of one's own: the middle square of it, shrunk or stretched to size × size dots.

    Any format that Pillow knows will do. What is transparent becomes white, grey becomes colour, and a photograph taken
    with the camera on its side is set upright.

    Returns
    -------
    picture : uint8 (size, size, 3)

    Raises
    ------
    DataError
        If the file is missing, is no picture, or is cut off.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError(f"{path} is not there: put a picture of that name beside the notebook, or name another one.")
    try:
        with warnings.catch_warnings():
            # Pillow warns of large photographs and odd metadata, neither of which matters here.
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                colour = _in_colour(ImageOps.exif_transpose(image))
                square = ImageOps.fit(colour, (size, size), Image.Resampling.LANCZOS)
    except UnidentifiedImageError:
        raise DataError(f"{path} is not a picture that can be read here: save it as JPEG or PNG.") from None
    except Image.DecompressionBombError:
        raise DataError(f"{path} has too many dots to be read safely: make it smaller first.") from None
    except (OSError, SyntaxError, ValueError):
        raise DataError(f"{path} is damaged or cut off: copy it once more, or take another picture.") from None
    return np.asarray(square)


# -- What `grader data` calls. --


def import_data(folder: Path) -> list[str]:
    """Check a folder with the two files, copy them to the reader's own, and return what to tell.

    The files may be the published ones, other copies of them (labels as a column, no list of classes), or others of the
    same format. Nothing is copied unless both are in order.

    Raises
    ------
    DataError
        If a file is missing, cut off, or not of this format, or the copy cannot be written.
    """
    found = [_find_part(folder, part) for part in PARTS]
    lines = [f"{path.name}: {_recognised(path, part)}" for path, part in zip(found, PARTS, strict=True)]
    target = _imported()
    try:
        target.mkdir(parents=True, exist_ok=True)
        for path in found:
            if path.resolve() != (target / path.name).resolve():
                # A copy that is interrupted must not look like a file that is cut off.
                shutil.copyfile(path, target / f"{path.name}.part")
                (target / f"{path.name}.part").replace(target / path.name)
    except OSError as error:
        raise DataError(
            f"{target} cannot be written ({error.strerror}): make room, or mend its permissions."
        ) from error
    overruled = f"But {VARIABLE} is set and goes first: unset it."
    lines.append(f"Copied to {target}; notebooks use them from now on.")
    return [*lines, overruled] if os.environ.get(VARIABLE) else lines


def data_status() -> list[str]:
    """Say which pictures are in use and where they are, and how to change that.

    Raises
    ------
    DataError
        If there are none, or they cannot be read.
    """
    folder, origin = _folder_in_use()
    lines = [which_data(), f"Folder: {folder}"]
    for part in PARTS:
        labels = _read(folder / part.file, part).labels
        lines.append(f"  {part.file}: {labels.size} pictures, {labels.sum()} of them cats")
    if origin == DRAWN:
        lines.append("Other pictures of the same format: grader data import DIR.")
    elif origin == IMPORTED:
        lines.append(f"Back to the drawn ones: delete {folder}.")
    return lines


# -- Where they are. --


NAMED = f"{VARIABLE} says where they are"
IMPORTED = "imported by `grader data import`"
DRAWN = "they come with it"


def _folder_in_use() -> tuple[Path, str]:
    """The folder that goes first, and how it came to be that."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser(), NAMED
    if any((_imported() / part.file).is_file() for part in PARTS):
        return _imported(), IMPORTED
    for folder in _course_folders():
        if (folder / "data" / PARTS[0].file).is_file():
            return folder / "data", DRAWN
    raise DataError(
        f"data/{PARTS[0].file} is not in the course's folder, nor above {Path.cwd()}: open the notebook where the "
        f"course was unpacked, or let {VARIABLE} name the folder that holds the file."
    )


def _course_folders() -> Iterator[Path]:
    # Where modules are loaded from memory they have no file, and the working folder has to do.
    file = globals().get("__file__")
    if file:
        yield from Path(file).resolve().parents
    yield from (Path.cwd(), *Path.cwd().parents)


def _imported() -> Path:
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def _find_part(folder: Path, part: Part) -> Path:
    for place in (folder, folder / "datasets"):
        if (place / part.file).is_file():
            return place / part.file
    raise DataError(f"{folder / part.file} is not there: name the folder that holds both files.")


# -- What is in them. --


def _recognised(path: Path, part: Part) -> str:
    examples = _read(path, part)
    if len(examples.labels) != part.count:
        raise DataError(f"{path} holds {len(examples.labels)} pictures instead of {part.count}: take another copy.")
    if hashlib.sha256(path.read_bytes()).hexdigest() == part.published_file:
        return "the published file, byte for byte"
    if examples.content == part.published_content:
        return "the published pictures and labels, stored a little differently"
    return "of the right format, but not the published pictures: expect other accuracies"


def _read(path: Path, part: Part) -> Examples:
    """Read a file, its labels as a row, a column or flat, and its classes if it names them."""
    try:
        with h5py.File(path, "r") as file:
            pictures = file[f"{part.name}_set_x"][()]
            labels = file[f"{part.name}_set_y"][()]
            classes = file["list_classes"][()] if "list_classes" in file else CLASSES
    except FileNotFoundError:
        raise DataError(f"{path} is not there: copy it there, or see `grader data status`.") from None
    except KeyError:
        needed = f"{part.name}_set_x and {part.name}_set_y"
        raise DataError(f"{path} does not hold {needed}: it is some other file, take another copy.") from None
    except (OSError, RuntimeError, TypeError):
        raise DataError(f"{path} is cut off or is no HDF5 file: download or copy it once more.") from None
    _check_form(path, pictures, labels)
    return Examples(pictures, labels.reshape(-1).astype(np.int64), np.asarray(classes))


def _check_form(path: Path, pictures: object, labels: object) -> None:
    if not isinstance(pictures, np.ndarray) or pictures.dtype != np.uint8 or pictures.shape[1:] != (SIZE, SIZE, 3):
        form = f"{pictures.dtype} {pictures.shape}" if isinstance(pictures, np.ndarray) else type(pictures).__name__
        raise DataError(f"{path} holds pictures as {form} instead of uint8 (m, {SIZE}, {SIZE}, 3): take another copy.")
    m = len(pictures)
    if not isinstance(labels, np.ndarray) or labels.shape not in ((m,), (m, 1), (1, m)):
        raise DataError(f"{path} does not hold one label for each of its {m} pictures: take another copy.")
    if not np.isin(labels, (0, 1)).all():
        raise DataError(f"{path} holds labels other than 0 and 1: take another copy.")


def _in_colour(image: Image.Image) -> Image.Image:
    """Red, green and blue, on white where the image is transparent."""
    if image.mode.startswith("I"):
        # 16 bits of grey, which Pillow would cut off at 255 instead of scaling.
        grey = np.asarray(image, dtype=np.float64)
        image = Image.fromarray((grey / max(grey.max(), 65535) * 255).astype(np.uint8))
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    return image.convert("RGB")
