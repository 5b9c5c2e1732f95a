//! The tasks of a path: none outlives it, and none ends without a report.

use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tracing::debug;

use super::path::{FromPath, PathEvent, PathId, PathTask, TaskEnd};

/// Where the events of one path go.
#[derive(Clone, Debug)]
pub(super) struct PathEvents {
    path: PathId,
    events: mpsc::Sender<FromPath>,
}

impl PathEvents {
    pub(super) fn new(path: PathId, events: mpsc::Sender<FromPath>) -> Self {
        Self { path, events }
    }

    /// Waits for room. Never called by what the session loop waits for: the loop itself makes the room.
    /// `Err`: the session is over.
    pub(super) async fn send(&self, event: PathEvent) -> Result<(), TaskEnd> {
        let event = FromPath { path: self.path, event };
        self.events.send(event).await.map_err(|_| TaskEnd::Finished)
    }
}

/// The running tasks of a path. They are aborted when this is dropped.
#[derive(Debug)]
pub(super) struct Tasks {
    events: PathEvents,
    running: Vec<AbortHandle>,
}

impl Tasks {
    pub(super) fn new(events: PathEvents) -> Self {
        Self { events, running: Vec::new() }
    }

    pub(super) fn events(&self) -> &PathEvents {
        &self.events
    }

    /// Spawns a task whose end, also by a panic, is reported as [`PathEvent::Ended`].
    pub(super) fn spawn(
        &mut self,
        task: PathTask,
        work: impl Future<Output = TaskEnd> + Send + 'static,
    ) {
        let events = self.events.clone();
        let supervised = async move {
            // After a panic nothing of the task is used any more.
            let why = AssertUnwindSafe(work).catch_unwind().await.unwrap_or(TaskEnd::Panicked);
            debug!(?task, ?why, "a task of the path ended");
            let _ = events.send(PathEvent::Ended { task, why }).await;
        };
        self.running.retain(|handle| !handle.is_finished());
        self.running.push(tokio::spawn(supervised).abort_handle());
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        self.running.iter().for_each(AbortHandle::abort);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::oneshot;

    use super::*;

    fn tasks() -> (Tasks, mpsc::Receiver<FromPath>) {
        let (events, from) = mpsc::channel(4);
        (Tasks::new(PathEvents::new(PathId(0), events)), from)
    }

    async fn end(from: &mut mpsc::Receiver<FromPath>) -> (PathTask, TaskEnd) {
        let reported = tokio::time::timeout(Duration::from_secs(10), from.recv()).await;
        let event = reported.expect("the end is reported").expect("the path is there").event;
        let PathEvent::Ended { task, why } = event else { panic!("{event:?}") };
        (task, why)
    }

    #[tokio::test]
    async fn the_end_of_a_task_is_reported_also_by_a_panic() {
        let (mut tasks, mut from) = tasks();
        tasks.spawn(PathTask::Frames, async { panic!("on purpose") });
        assert_eq!(end(&mut from).await, (PathTask::Frames, TaskEnd::Panicked));
        tasks.spawn(PathTask::Tiles, async { TaskEnd::Closed });
        assert_eq!(end(&mut from).await, (PathTask::Tiles, TaskEnd::Closed));
    }

    #[tokio::test]
    async fn no_task_outlives_its_path() {
        let (mut tasks, _from) = tasks();
        let (held, released) = oneshot::channel::<()>();
        tasks.spawn(PathTask::Opening, async {
            let _held = held;
            std::future::pending().await
        });
        drop(tasks);
        assert!(released.await.is_err(), "what the task held is dropped");
    }
}
