"""The pictures are found where they are, whatever form they have; what is broken is said in one sentence."""

import shutil
import sys
from pathlib import Path
from types import ModuleType

import h5py
import numpy as np
import pytest
from PIL import Image

from assignments.helpers import datasets
from assignments.helpers.datasets import PARTS, DataError, data_status, import_data, load_data, load_dataset, load_image
from assignments.helpers.published import lr_utils

PHOTOGRAPHS = Path(__file__).parents[3] / "shared" / "data"
needs_photographs = pytest.mark.skipif(
    not PHOTOGRAPHS.is_dir(), reason=f"the published photographs are not in {PHOTOGRAPHS}"
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A home of the test's own: nothing is named and nothing imported yet."""
    monkeypatch.delenv(datasets.VARIABLE, raising=False)
    folder = tmp_path / "own"
    monkeypatch.setattr(datasets.platformdirs, "user_data_path", lambda *names, **options: folder)
    return folder


def write(path, part, *, m=None, labels="flat", classes=True, pictures=None):
    """A small file of the right format, unless asked for another; compressed, for all its pictures are alike."""
    m = part.count if m is None else m
    y = np.arange(m) % 2
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        X = np.zeros((m, 64, 64, 3), np.uint8) if pictures is None else pictures
        file.create_dataset(f"{part.name}_set_x", data=X, compression="gzip")
        file[f"{part.name}_set_y"] = {"flat": y, "column": y.reshape(-1, 1), "wrong": y + 1, "few": y[1:]}[labels]
        if classes:
            file["list_classes"] = np.array([b"non-cat", b"cat"])


@pytest.fixture
def folder(tmp_path):
    for part in PARTS:
        write(tmp_path / "given" / part.file, part)
    return tmp_path / "given"


@pytest.fixture
def named(folder, monkeypatch):
    monkeypatch.setenv(datasets.VARIABLE, str(folder))
    return folder


def shapes(dataset):
    return [array.shape for array in dataset]


PUBLISHED_SHAPES = [(209, 64, 64, 3), (1, 209), (50, 64, 64, 3), (1, 50), (2,)]


# -- Loading. --


def test_the_drawn_pictures_are_the_default():
    assert shapes(load_dataset()) == PUBLISHED_SHAPES
    assert "drawn" in datasets.which_data()
    assert "grader data import" in "\n".join(data_status())


def test_labels_and_pictures_have_the_published_types():
    X, Y, _, _, classes = load_dataset()
    assert (X.dtype, Y.dtype) == (np.uint8, np.int64)
    assert [name.decode() for name in classes] == ["non-cat", "cat"]


def test_all_names_load_the_same():
    for left, right in zip(load_data(), lr_utils.load_dataset(), strict=True):
        np.testing.assert_array_equal(left, right)


def test_a_named_folder_goes_first(named, folder):
    import_data(folder)
    assert not load_dataset()[0].any()
    assert datasets.VARIABLE in datasets.which_data()


def test_imported_pictures_go_before_the_drawn_ones(folder, own_folder):
    import_data(folder)
    assert not load_dataset()[0].any()
    assert str(own_folder) in "\n".join(data_status())


def test_labels_in_a_column_and_a_missing_list_of_classes_are_coped_with(named):
    write(named / PARTS[0].file, PARTS[0], labels="column", classes=False)
    write(named / PARTS[1].file, PARTS[1], labels="column", classes=False)
    assert shapes(load_dataset()) == PUBLISHED_SHAPES


def test_without_a_file_of_its_own_the_module_looks_from_the_working_folder_upwards(tmp_path, monkeypatch):
    source = Path(datasets.__file__).read_text(encoding="utf-8")
    from_memory = ModuleType("from_memory")
    monkeypatch.setitem(sys.modules, "from_memory", from_memory)
    exec(compile(source, "<datasets>", "exec"), from_memory.__dict__)
    for part in PARTS:
        write(tmp_path / "course" / "data" / part.file, part)
    (tmp_path / "course" / "assignments").mkdir()
    monkeypatch.chdir(tmp_path / "course" / "assignments")
    assert not from_memory.load_dataset()[0].any()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(from_memory.DataError, match="open the notebook where"):
        from_memory.load_dataset()


# -- What is broken. --


def one_sentence(error):
    text = str(error.value)
    return "\n" not in text and text.endswith(".") and ": " in text


def test_a_missing_file_is_named(named):
    (named / PARTS[1].file).unlink()
    with pytest.raises(DataError, match=r"test_catvnoncat\.h5 is not there") as error:
        load_dataset()
    assert one_sentence(error)


@pytest.mark.parametrize("keep", [0, 100, 0.5, 0.98])
def test_a_file_that_is_cut_off_is_told(named, keep):
    path = named / PARTS[0].file
    content = path.read_bytes()
    path.write_bytes(content[: keep if isinstance(keep, int) else int(keep * len(content))])
    with pytest.raises(DataError, match=r"train_catvnoncat\.h5 is cut off or is no HDF5 file") as error:
        load_dataset()
    assert one_sentence(error)


@pytest.mark.parametrize(
    "broken, words",
    [
        ({"labels": "wrong"}, "labels other than 0 and 1"),
        ({"labels": "few"}, "one label for each"),
        ({"pictures": np.zeros((209, 32, 32, 3), np.uint8)}, "instead of uint8"),
        ({"pictures": np.zeros((209, 64, 64, 3), np.float32)}, "float32"),
    ],
)
def test_another_form_is_told(named, broken, words):
    write(named / PARTS[0].file, PARTS[0], **broken)
    with pytest.raises(DataError, match=words) as error:
        load_dataset()
    assert one_sentence(error)


def test_a_file_of_other_things_is_told(named):
    with h5py.File(named / PARTS[0].file, "w") as file:
        file["something"] = 1
    with pytest.raises(DataError, match="does not hold train_set_x"):
        load_dataset()


def test_files_that_have_changed_places_are_told(named):
    shutil.copyfile(named / PARTS[1].file, named / PARTS[0].file)
    with pytest.raises(DataError, match="does not hold train_set_x"):
        load_dataset()


# -- Importing. --


def test_an_import_says_what_it_found_and_copies_both(folder, own_folder):
    lines = import_data(folder)
    assert [line.split(":")[0] for line in lines[:2]] == [part.file for part in PARTS]
    assert "expect other accuracies" in lines[0]
    assert sorted(path.name for path in own_folder.iterdir()) == sorted(part.file for part in PARTS)


def test_the_published_layout_with_a_folder_of_data_sets_will_do(tmp_path, folder):
    folder.rename(tmp_path / "datasets")
    assert len(import_data(tmp_path)) == 3


def test_nothing_is_copied_unless_both_are_in_order(folder, own_folder):
    write(folder / PARTS[1].file, PARTS[1], m=49)
    with pytest.raises(DataError, match="holds 49 pictures instead of 50"):
        import_data(folder)
    assert not own_folder.exists()


def test_an_import_from_nowhere_is_told(tmp_path):
    with pytest.raises(DataError, match="name the folder that holds both") as error:
        import_data(tmp_path / "nowhere")
    assert one_sentence(error)


def test_a_named_folder_that_goes_first_is_mentioned(named):
    assert datasets.VARIABLE in import_data(named)[-1]


def test_what_is_in_use_can_be_imported_again(folder, own_folder):
    import_data(folder)
    assert len(import_data(own_folder)) == 3


@needs_photographs
def test_the_published_photographs_are_recognised():
    assert all("byte for byte" in line for line in import_data(PHOTOGRAPHS)[:2])
    assert "photographs of the published course" in datasets.which_data()
    X, Y, _, Y_test, _ = load_dataset()
    assert (int(Y.sum()), int(Y_test.sum())) == (72, 33)
    assert X[0].ravel()[:5].tolist() == [17, 31, 56, 22, 33]


@needs_photographs
def test_photographs_that_are_stored_differently_are_recognised_too(tmp_path):
    for part in PARTS:
        with h5py.File(PHOTOGRAPHS / part.file) as given, h5py.File(tmp_path / part.file, "w") as file:
            file[f"{part.name}_set_x"] = given[f"{part.name}_set_x"][()]
            file[f"{part.name}_set_y"] = given[f"{part.name}_set_y"][()].reshape(-1, 1)
    assert all("stored a little differently" in line for line in import_data(tmp_path)[:2])
    assert "photographs of the published course" in datasets.which_data()


# -- A picture of one's own. --

RED = (200, 30, 30)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp", "gif"])
@pytest.mark.parametrize("size", [(300, 200), (10, 400), (64, 64), (1, 1)])
def test_a_picture_of_any_size_and_format_becomes_a_square(tmp_path, suffix, size):
    Image.new("RGB", size, RED).save(tmp_path / f"red.{suffix}")
    picture = load_image(tmp_path / f"red.{suffix}")
    assert (picture.shape, picture.dtype) == ((64, 64, 3), np.uint8)
    assert np.abs(picture.astype(int) - RED).max() < 12


def test_the_size_can_be_chosen(tmp_path):
    Image.new("RGB", (30, 20), RED).save(tmp_path / "red.png")
    assert load_image(str(tmp_path / "red.png"), size=32).shape == (32, 32, 3)


def test_the_middle_is_kept(tmp_path):
    image = Image.new("RGB", (300, 100), "blue")
    image.paste(RED, (100, 0, 200, 100))
    image.save(tmp_path / "flag.png")
    assert (load_image(tmp_path / "flag.png")[:, 8:-8] == RED).all()


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_becomes_white(tmp_path, mode):
    Image.new("RGBA", (80, 80), (0, 0, 0, 0)).convert(mode).save(tmp_path / "clear.png")
    assert (load_image(tmp_path / "clear.png") == 255).all()


def test_a_palette_with_transparency_becomes_white(tmp_path):
    Image.new("P", (80, 80), 0).save(tmp_path / "clear.gif", transparency=0)
    assert (load_image(tmp_path / "clear.gif") == 255).all()


@pytest.mark.parametrize("mode, value, grey", [("L", 128, 128), ("1", 1, 255), ("I;16", 128 * 256, 127)])
def test_grey_becomes_colour(tmp_path, mode, value, grey):
    Image.new(mode, (80, 80), value).save(tmp_path / "grey.png")
    assert (load_image(tmp_path / "grey.png") == grey).all()


def test_printers_colours_become_colours(tmp_path):
    Image.new("CMYK", (80, 80), (0, 255, 255, 0)).save(tmp_path / "print.jpg")
    assert load_image(tmp_path / "print.jpg")[0, 0, 0] > 200


def test_a_camera_on_its_side_is_set_upright(tmp_path):
    image = Image.new("RGB", (80, 80), "blue")
    image.paste(RED, (0, 0, 80, 40))
    exif = Image.Exif()
    exif[0x0112] = 6  # shown after a quarter turn to the right
    image.save(tmp_path / "turned.png", exif=exif)
    picture = load_image(tmp_path / "turned.png")
    assert (picture[:, 42:] == RED).all()
    assert (picture[:, :24] == (0, 0, 255)).all()


def test_a_missing_picture_is_told(tmp_path):
    with pytest.raises(DataError, match=r"my_cat\.jpg is not there: put a picture") as error:
        load_image(tmp_path / "my_cat.jpg")
    assert one_sentence(error)


def test_a_file_that_is_no_picture_is_told(tmp_path):
    (tmp_path / "cat.png").write_text("meow", encoding="utf-8")
    with pytest.raises(DataError, match="save it as JPEG or PNG") as error:
        load_image(tmp_path / "cat.png")
    assert one_sentence(error)


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_picture_that_is_cut_off_is_told(tmp_path, suffix):
    path = tmp_path / f"cat.{suffix}"
    Image.fromarray(np.random.RandomState(0).randint(0, 256, (99, 99, 3), dtype=np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:4000])
    with pytest.raises(DataError, match="damaged or cut off") as error:
        load_image(path)
    assert one_sentence(error)


def test_a_picture_of_absurd_size_is_told(tmp_path, monkeypatch):
    Image.new("L", (200, 200)).save(tmp_path / "huge.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(DataError, match="make it smaller"):
        load_image(tmp_path / "huge.png")
