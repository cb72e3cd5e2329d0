from acupoint.errors import CatalogueError, Problem


def test_a_problem_reads_as_file_line_column_and_what() -> None:
    assert str(Problem("points.yaml", 3, 5, "it is wrong")) == "points.yaml:3:5: it is wrong"


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    assert str(Problem("points.yaml", 0, 0, "it is empty")) == "points.yaml: it is empty"


def test_a_catalogue_error_shows_the_first_problem_and_counts_the_rest() -> None:
    later, first = Problem("f", 9, 1, "later"), Problem("f", 2, 1, "first")
    assert str(CatalogueError([later])) == "f:9:1: later"
    assert str(CatalogueError([later, first])) == "f:2:1: first (and 1 more problem)"
    assert str(CatalogueError([later, first, later])) == "f:2:1: first (and 2 more problems)"
    assert CatalogueError([later, first]).problems == (first, later)
