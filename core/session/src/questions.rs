//! The one queue of questions to the User. One question is shown at a time; the others wait.

use alloc::collections::VecDeque;

use protocol::files::FileBatch;
use protocol::limits;
use protocol::name::DisplayName;
use protocol::time::Tick;

use crate::ids::GuestId;
use crate::proof::Proof;
use crate::question::Question;

/// What the User is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) guest: GuestId,
    pub(crate) question: Question,
    /// The Helper's name, as the User or the owner of the computer knows it.
    pub(crate) helper: DisplayName,
    /// The name the Helper uses, if it is another one.
    pub(crate) alias: Option<DisplayName>,
    pub(crate) proof: Proof,
    /// The name that the User knows of somebody else, if the Helper's looks like it.
    pub(crate) resembles: Option<DisplayName>,
    /// What it is about, if it is about files.
    pub(crate) files: Option<FileBatch>,
}

/// The question that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownQuestion {
    pub(crate) id: u32,
    pub(crate) request: Request,
    /// Without an answer by then it expires.
    pub(crate) until: Tick,
}

/// What became of a request to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Queued {
    /// It is in the queue. A question of lower rank that was shown is back in the queue.
    Waiting { withdrawn: Option<u32> },
    /// It was in the queue before.
    Already,
    /// There is no room.
    Full,
}

/// All questions, at most [`limits::QUESTIONS`].
#[derive(Debug, Default)]
pub(crate) struct Questions {
    next_id: u32,
    shown: Option<ShownQuestion>,
    waiting: VecDeque<Request>,
}

impl Questions {
    /// No question yet. The first one has this id.
    pub(crate) fn starting_at(next_id: u32) -> Self {
        Self { next_id, ..Self::default() }
    }

    /// The id of the next question.
    pub(crate) fn next_id(&self) -> u32 {
        self.next_id
    }

    /// Puts a request into the queue, before those of lower rank.
    pub(crate) fn ask(&mut self, request: Request) -> Queued {
        if self.has(request.guest, request.question) {
            return Queued::Already;
        }
        if self.waiting.len() + usize::from(self.shown.is_some()) >= limits::QUESTIONS {
            return Queued::Full;
        }
        let rank = request.question.rank();
        let shown = self.shown.take_if(|shown| shown.request.question.rank() > rank);
        let withdrawn = shown.as_ref().map(|shown| shown.id);
        if let Some(shown) = shown {
            // It was first among its rank.
            let at = self.place(shown.request.question.rank(), true);
            self.waiting.insert(at, shown.request);
        }
        let at = self.place(rank, false);
        self.waiting.insert(at, request);
        Queued::Waiting { withdrawn }
    }

    fn place(&self, rank: u8, first: bool) -> usize {
        let is_before = |other: &Request| {
            let other = other.question.rank();
            other < rank || (other == rank && !first)
        };
        self.waiting.iter().position(|other| !is_before(other)).unwrap_or(self.waiting.len())
    }

    /// Whether none is shown, and none waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.shown.is_none() && self.waiting.is_empty()
    }

    /// Whether the question is shown or waits.
    pub(crate) fn has(&self, guest: GuestId, question: Question) -> bool {
        let is_it = |other: &Request| other.guest == guest && other.question == question;
        self.shown.as_ref().is_some_and(|shown| is_it(&shown.request))
            || self.waiting.iter().any(is_it)
    }

    /// Shows the next question, if none is shown.
    pub(crate) fn next(&mut self, now: Tick) -> Option<&ShownQuestion> {
        if self.shown.is_some() {
            return None;
        }
        let request = self.waiting.pop_front()?;
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        let until = now + limits::CONSENT_TIMEOUT;
        Some(self.shown.insert(ShownQuestion { id, request, until }))
    }

    /// Takes the question that is shown, if it has this id: an answer counts for no other.
    pub(crate) fn answer(&mut self, id: u32) -> Option<Request> {
        self.shown.take_if(|shown| shown.id == id).map(|shown| shown.request)
    }

    /// Takes the question that is shown, if it was not answered in time.
    pub(crate) fn expire(&mut self, now: Tick) -> Option<ShownQuestion> {
        self.shown.take_if(|shown| now >= shown.until)
    }

    /// Takes a question out. Returns whether it was there, and its id if it was shown.
    pub(crate) fn withdraw(&mut self, guest: GuestId, question: Question) -> (bool, Option<u32>) {
        let is_it = |other: &Request| other.guest == guest && other.question == question;
        if let Some(shown) = self.shown.take_if(|shown| is_it(&shown.request)) {
            return (true, Some(shown.id));
        }
        let before = self.waiting.len();
        self.waiting.retain(|other| !is_it(other));
        (self.waiting.len() < before, None)
    }

    /// When the question that is shown expires.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        self.shown.as_ref().map(|shown| shown.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(guest: u32, question: Question) -> Request {
        let helper = "Jacky".parse().unwrap();
        Request {
            guest: GuestId(guest),
            question,
            helper,
            alias: None,
            proof: Proof::Code,
            resembles: None,
            files: None,
        }
    }

    const NOW: Tick = Tick::from_millis(1_000);

    fn shown(questions: &mut Questions) -> Option<(u32, u32, Question)> {
        let shown = questions.next(NOW)?;
        Some((shown.id, shown.request.guest.0, shown.request.question))
    }

    #[test]
    fn one_question_is_shown_at_a_time_in_the_order_of_the_requests() {
        let mut questions = Questions::starting_at(1);
        for guest in [1, 2] {
            let queued = questions.ask(request(guest, Question::Control));
            assert_eq!(queued, Queued::Waiting { withdrawn: None });
        }
        assert_eq!(questions.ask(request(1, Question::Control)), Queued::Already);
        assert_eq!(shown(&mut questions), Some((1, 1, Question::Control)));
        assert_eq!(shown(&mut questions), None, "another one is shown");
        assert_eq!(questions.answer(2), None, "an answer to another question is none");
        assert_eq!(questions.answer(1), Some(request(1, Question::Control)));
        assert_eq!(shown(&mut questions), Some((2, 2, Question::Control)));
    }

    #[test]
    fn rights_are_asked_before_remembering() {
        let mut questions = Questions::starting_at(1);
        questions.ask(request(1, Question::Remember));
        assert_eq!(shown(&mut questions), Some((1, 1, Question::Remember)));
        let queued = questions.ask(request(1, Question::Control));
        assert_eq!(queued, Queued::Waiting { withdrawn: Some(1) });
        assert_eq!(shown(&mut questions), Some((2, 1, Question::Control)));
        assert!(questions.answer(2).is_some());
        assert_eq!(shown(&mut questions), Some((3, 1, Question::Remember)), "asked again");
    }

    #[test]
    fn silence_takes_the_question_away() {
        let mut questions = Questions::starting_at(1);
        questions.ask(request(1, Question::Connect));
        shown(&mut questions);
        let end = NOW + limits::CONSENT_TIMEOUT;
        assert_eq!(questions.deadline(), Some(end));
        assert_eq!(questions.expire(NOW), None);
        assert_eq!(questions.expire(end).map(|shown| shown.id), Some(1));
        assert_eq!(questions.answer(1), None, "it comes too late");
    }

    #[test]
    fn a_withdrawn_question_is_gone_shown_or_not() {
        let mut questions = Questions::starting_at(1);
        questions.ask(request(1, Question::Control));
        questions.ask(request(1, Question::Remember));
        shown(&mut questions);
        assert_eq!(questions.withdraw(GuestId(1), Question::Control), (true, Some(1)));
        assert_eq!(questions.withdraw(GuestId(1), Question::Remember), (true, None));
        assert_eq!(questions.withdraw(GuestId(1), Question::Remember), (false, None));
        assert_eq!(shown(&mut questions), None);
    }

    #[test]
    fn there_are_no_more_questions_than_the_bound() {
        let mut questions = Questions::starting_at(1);
        for guest in 0..u32::try_from(limits::QUESTIONS).unwrap() {
            assert_ne!(questions.ask(request(guest, Question::Control)), Queued::Full);
        }
        assert_eq!(questions.ask(request(99, Question::Connect)), Queued::Full);
    }
}
