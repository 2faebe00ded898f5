"""The next question: which fact of a partial file is worth asking, and an interview made of such questions.

`openness` finds what could still matter, `asking` chooses; `questions` puts a place of the file in words and says which
answers it takes; `answers` writes an answer into a file; `conversation` is an interview under way; `places` are places
of the file; `supposed` opens what the file takes for granted. No rule and no number of the law is here.
"""

from jalon.readings.interview.asking import next_question
from jalon.readings.interview.conversation import Interview
from jalon.readings.interview.questions import Choice, Question, question_data

__all__ = ["Choice", "Interview", "Question", "next_question", "question_data"]
