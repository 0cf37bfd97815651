//! Where the reader lays buffers down and the hashing threads take them up.
//!
//! Each lane takes every buffer in order, one thread at a time; which thread does not matter. A free thread takes the lane that is furthest behind. So the slowest
//! digest is always worked on, and the others fill the cores that are left: with a thread for each lane the system shares the cores fairly, and the
//! slowest waits for those that have time.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::lane::Lane;
use super::{BUFFER, BUFFERS, Sink};

/// A buffer, and how much of it was read.
type Read = (Vec<u8>, usize);

/// The lanes of one pass, what waits for each, and the buffers that are free.
pub(super) struct Desk {
    board: Mutex<Board>,
    /// Something waits for a lane, or nothing more comes.
    laid_down: Condvar,
    /// A buffer came back, or a lane died.
    came_back: Condvar,
}

struct Board {
    queues: Vec<Queue>,
    free: Vec<Vec<u8>>,
    made: usize,
    closed: bool,
    died: bool,
}

struct Queue {
    /// None while a thread works on it.
    lane: Option<Lane>,
    waiting: VecDeque<Arc<Read>>,
}

impl Desk {
    pub(super) fn new(lanes: Vec<Lane>) -> Self {
        let queues = lanes.into_iter().map(|lane| Queue { lane: Some(lane), waiting: VecDeque::new() }).collect();
        let board = Board { queues, free: Vec::new(), made: 0, closed: false, died: false };
        Self { board: Mutex::new(board), laid_down: Condvar::new(), came_back: Condvar::new() }
    }

    /// A thread that panics holds no lock, and what it worked on is marked: the board of a poisoned lock is whole.
    fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn lanes(&self) -> usize {
        self.board().queues.len()
    }

    /// Hashes what is laid down until nothing more comes.
    pub(super) fn work(&self) {
        let mut board = self.board();
        loop {
            let Some(((index, mut lane), read)) = board.next() else {
                if board.closed {
                    return;
                }
                board = self.laid_down.wait(board).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            drop(board);
            let mut watch = Watch { desk: self, lost: true };
            lane.update(&read.0[..read.1]);
            watch.lost = false;
            drop(watch);
            board = self.board();
            if let Some(queue) = board.queues.get_mut(index) {
                queue.lane = Some(lane);
            }
            // Whoever lets go of it last brings it back.
            if let Some((bytes, _)) = Arc::into_inner(read) {
                board.free.push(bytes);
                self.came_back.notify_one();
            }
        }
    }

    /// Tells the hashing threads, when it goes out of scope, that nothing more comes.
    pub(super) fn closing(&self) -> Closing<'_> {
        Closing(self)
    }

    /// The lanes, once all threads returned.
    pub(super) fn into_lanes(self) -> Vec<Lane> {
        let board = self.board.into_inner().unwrap_or_else(PoisonError::into_inner);
        board.queues.into_iter().filter_map(|queue| queue.lane).collect()
    }
}

impl Board {
    /// The next piece of work: of the lanes that nobody has, the one furthest behind.
    fn next(&mut self) -> Option<((usize, Lane), Arc<Read>)> {
        let idle = self.queues.iter_mut().enumerate().filter(|(_, queue)| queue.lane.is_some());
        let (index, queue) = idle.max_by_key(|(_, queue)| queue.waiting.len())?;
        let read = queue.waiting.pop_front()?;
        Some(((index, queue.lane.take()?), read))
    }
}

impl Sink for &Desk {
    fn buffer(&mut self) -> Vec<u8> {
        let mut board = self.board();
        loop {
            if let Some(bytes) = board.free.pop() {
                return bytes;
            }
            // With a lane dead no buffer needs to come back; the next `take` says so.
            if board.made < BUFFERS || board.died {
                board.made += 1;
                return vec![0; BUFFER];
            }
            board = self.came_back.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn take(&mut self, bytes: Vec<u8>, len: usize) -> bool {
        let mut board = self.board();
        let read = Arc::new((bytes, len));
        for queue in &mut board.queues {
            queue.waiting.push_back(Arc::clone(&read));
        }
        self.laid_down.notify_all();
        !board.died
    }
}

/// Says so when a lane dies in a thread's hands.
struct Watch<'desk> {
    desk: &'desk Desk,
    lost: bool,
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if self.lost {
            self.desk.board().died = true;
            self.desk.came_back.notify_all();
        }
    }
}

/// See [`Desk::closing`].
pub(super) struct Closing<'desk>(&'desk Desk);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.board().closed = true;
        self.0.laid_down.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::super::lane::lanes_of;
    use super::super::{Asked, finished};
    use super::*;
    use crate::library::digest::Algorithm;
    use std::panic::resume_unwind;
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::thread;
    use std::time::Duration;

    /// Longer than any of these takes on a machine that is busy with others.
    const PATIENCE: Duration = Duration::from_secs(120);

    /// Runs a test on a thread of its own: where desk and reader wait for each other for ever, it fails instead of hanging.
    fn watched(test: impl FnOnce() + Send + 'static) {
        let (running, ended) = channel::<()>();
        let thread = thread::spawn(move || {
            // Goes with the thread, whether it ends or panics.
            let _running = running;
            test();
        });
        if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            panic!("after {PATIENCE:?} it still waits: somebody was not woken, or a lane never gets its turn");
        }
        if let Err(panic) = thread.join() {
            resume_unwind(panic);
        }
    }

    fn desk(also: &[Algorithm]) -> Desk {
        Desk::new(lanes_of(&Asked::also(also), None))
    }

    #[test]
    fn one_buffer_goes_round_where_nothing_piles_up() {
        watched(|| {
            let desk = desk(&[]);
            for _ in 0..100 {
                let bytes = (&desk).buffer();
                assert!((&desk).take(bytes, BUFFER));
                // Everything laid down is hashed, and the desk is open again for the next.
                desk.board().closed = true;
                desk.work();
                desk.board().closed = false;
            }
            assert_eq!(desk.board().made, 1);
        });
    }

    #[test]
    fn the_reader_waits_when_all_buffers_are_out_and_goes_on_when_one_comes_back() {
        watched(|| {
            let desk = desk(&[Algorithm::Sha512]);
            for _ in 0..BUFFERS {
                let bytes = (&desk).buffer();
                assert!((&desk).take(bytes, 1));
            }
            thread::scope(|scope| {
                let waiting = scope.spawn(|| (&desk).buffer().len());
                let closing = desk.closing();
                scope.spawn(|| desk.work());
                assert_eq!(waiting.join().unwrap(), BUFFER);
                drop(closing);
            });
            assert_eq!(desk.board().made, BUFFERS, "no ninth buffer was made");
        });
    }

    #[test]
    fn the_lane_furthest_behind_is_next_and_each_takes_all_in_order() {
        watched(|| {
            let desk = desk(&[Algorithm::Sha512]);
            for byte in 0..3_u8 {
                assert!((&desk).take(vec![byte; 4], 4));
            }
            let mut board = desk.board();
            let mut order = Vec::new();
            let mut hands = Vec::new();
            while let Some(((index, lane), read)) = board.next() {
                order.push((index, read.0[0]));
                hands.push((index, lane));
                // A lane in somebody's hands is passed over; here the first comes back only when the second was taken.
                if hands.len() == 2 {
                    for (index, lane) in hands.drain(..) {
                        board.queues[index].lane = Some(lane);
                    }
                }
            }
            assert_eq!(order, [(1, 0), (0, 0), (1, 1), (0, 1), (1, 2), (0, 2)]);
        });
    }

    #[test]
    fn a_lane_that_dies_does_not_hang_the_reader() {
        watched(|| {
            let desk = desk(&[Algorithm::Sha512]);
            for _ in 0..BUFFERS {
                let bytes = (&desk).buffer();
                assert!((&desk).take(bytes, 1));
            }
            // A length beyond the buffer makes the lane panic; both have it at the front.
            for queue in &mut desk.board().queues {
                queue.waiting.push_front(Arc::new((Vec::new(), 1)));
            }
            thread::scope(|scope| {
                let hashing = scope.spawn(|| desk.work());
                let bytes = (&desk).buffer();
                assert_eq!(bytes.len(), BUFFER);
                assert!(!(&desk).take(bytes, BUFFER), "the dead lane was not noticed");
                assert!(hashing.join().is_err());
            });
        });
    }

    #[test]
    fn however_many_threads_work_the_digests_are_the_same() {
        watched(|| {
            let parts: Vec<Vec<u8>> = (0..50_u8).map(|number| vec![number; 1000 + usize::from(number)]).collect();
            let asked = Asked::also(&Algorithm::ALL);
            let whole = |threads: usize| {
                let desk = Desk::new(lanes_of(&asked, None));
                thread::scope(|scope| {
                    let closing = desk.closing();
                    for _ in 0..threads {
                        scope.spawn(|| desk.work());
                    }
                    for part in &parts {
                        let mut bytes = (&desk).buffer();
                        bytes[..part.len()].copy_from_slice(part);
                        assert!((&desk).take(bytes, part.len()));
                    }
                    drop(closing);
                });
                finished(super::super::Seen::default(), &asked, desk.into_lanes())
            };
            let one = whole(1);
            assert_eq!(one.others.len(), Algorithm::ALL.len() - 1);
            for threads in [2, 3, 8] {
                assert_eq!(whole(threads), one);
            }
        });
    }
}
