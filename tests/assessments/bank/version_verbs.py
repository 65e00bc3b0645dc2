"""What is done about a question of the bank: the verbs of its matrix, by name."""

from assessments.checking import approve_face, check_face, send_face_back
from assessments.filing import file_question, open_question, rename_question, rest_on
from assessments.handling import APPROVE, CHECK
from assessments.rereading import edition_of_face
from assessments.retiring import bring_back_question
from tests.assessments.bank.drafts import AT, STRUCTURE, words
from tests.assessments.bank.version_ground import OTHER, retire


def unseen(verb):
    """The page showed other words than those that stand there now."""

    def try_it(ground):
        verb(face=ground.face(), by=None, at=AT, read="other words")

    return try_it


def seen(verb):
    return lambda g: verb(face=g.face(), by=None, at=AT, read=edition_of_face(g.face()))


WRITING = {
    "write the first words": lambda g: g.write(),
    "correct the French wording": lambda g: g.correct(),
    "change the French meaning": lambda g: g.correct("meaning"),
    "change the French, not saying which": lambda g: g.correct(""),
    "format the French": lambda g: g.correct(markup="html"),
    "another key": lambda g: g.write(structure={**STRUCTURE, "key": ["b"]}),
    "take the French away": lambda g: g.write(faces={"en": words("en")}),
    "write in no language": lambda g: g.write(faces={}),
    "save over what another wrote": lambda g: g.save_over(),
}
OF_FACE = {
    "check the French": seen(check_face),
    "check words not seen": unseen(check_face),
    "approve the French": seen(approve_face),
    "approve words not seen": unseen(approve_face),
    "send the French back": seen(send_face_back),
    "send words back not seen": unseen(send_face_back),
    "flag the French": lambda g: g.flag(),
}
ALL_FACES = {
    "check all": lambda g: g.all_faces(CHECK),
    "approve all": lambda g: g.all_faces(APPROVE),
}
PUBLISHING = {
    "publish": lambda g: g.publish(),
    "publish for the next edition": lambda g: g.publish(only_next=True),
}
FLAGS = {
    "resolve": lambda g: g.resolve(),
    "resolve, not saying how": lambda g: g.resolve(" "),
}


def elsewhere(g):
    file_question(question=g.question, module=g.course.modules.get(code="M02"), pool="exam")


def renamed(g):
    rename_question(question=g.question, name="Séjour", module=g.module, pool="quiz")


def opened_again(g):
    open_question(key="Q-1", kind="single", name="", module=None, pool="quiz")


OF_QUESTION = {
    "retire": retire,
    "bring back": lambda g: bring_back_question(question=g.question),
    "file elsewhere": elsewhere,
    "rename": renamed,
    "rest on the same facts": lambda g: rest_on(question=g.question, facts=()),
    "open another of this key": opened_again,
}
FILES = {
    "load the same words": lambda g: g.load(),
    "load other words": lambda g: g.load(fr=OTHER + " (an)"),
    "import the French": lambda g: g.bring_french(),
}
VERBS = {**WRITING, **OF_FACE, **ALL_FACES, **PUBLISHING, **FLAGS, **OF_QUESTION, **FILES}
