"""`jixiao reconcile`: hold the reports of one unit against each other."""

HELP = "x"


def add_arguments(parser):
    parser.add_argument("records", nargs="+")


def run(arguments):
    return 0
