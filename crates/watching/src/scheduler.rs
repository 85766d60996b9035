//! Carries out what a [`Watchlist`] decides: one task that owns it, looks in
//! tasks of their own, and a handle with the same verbs. Deciding when to look
//! lives in `watchlist`; asking AWS never lives here.

#[cfg(test)]
mod tests;

use std::{collections::HashMap, future::Future, sync::Arc, time::Duration};

use tokio::{
    sync::mpsc,
    task::{Id, JoinSet},
    time::{Instant, sleep_until},
};

use crate::{Answer, Failure, Look, SweepAnswer, Urgency, Watchlist, Which, Whose};

/// Asks AWS. The answer goes to the journey on this side of the port; the
/// scheduler is told only what the next look depends on.
pub trait Eyes<K, G>: Send + Sync + 'static {
    /// Looks at one.
    fn look(&self, key: K, urgency: Urgency) -> impl Future<Output = Answer> + Send;

    /// Looks at all of a group.
    fn sweep(&self, group: G, urgency: Urgency) -> impl Future<Output = SweepAnswer<K>> + Send;

    /// Requests per second that sweeps may send, above 0: `Limiter::rate` of
    /// their operation.
    fn sweep_rate(&self) -> f64 {
        2.0
    }
}

/// The handle. Its verbs never wait; what they order happens in the order they
/// were called. Watching ends, and looks under way are dropped, when the last
/// clone is dropped.
#[derive(Debug)]
pub struct Scheduler<K, G> {
    orders: mpsc::UnboundedSender<Order<K, G>>,
}

impl<K, G> Clone for Scheduler<K, G> {
    fn clone(&self) -> Self {
        Self { orders: self.orders.clone() }
    }
}

impl<K, G> Scheduler<K, G>
where
    K: Ord + Clone + Send + 'static,
    G: Ord + Clone + Send + 'static,
{
    /// Starts the task on the runtime it is called in; panics outside of one.
    /// `seed` spreads the looks.
    pub fn start(eyes: impl Eyes<K, G>, seed: u64) -> Self {
        let (orders, received) = mpsc::unbounded_channel();
        tokio::spawn(run(Arc::new(eyes), Watchlist::new(seed), received));
        Self { orders }
    }

    /// [`Watchlist::watch`].
    pub fn watch(&self, key: K, group: G, waited: Duration) {
        self.order(Order::Watch(key, group, waited));
    }

    /// [`Watchlist::stop`].
    pub fn stop(&self, key: K) {
        self.order(Order::Stop(key));
    }

    /// [`Watchlist::handed_over`].
    pub fn handed_over(&self, key: K) {
        self.order(Order::HandedOver(key));
    }

    /// [`Watchlist::on_screen`].
    pub fn on_screen(&self, key: Option<K>) {
        self.order(Order::OnScreen(key));
    }

    /// [`Watchlist::look_now`].
    pub fn look_now(&self, which: Which<K>) {
        self.order(Order::LookNow(which));
    }

    /// [`Watchlist::hold`].
    pub fn hold(&self, whose: Whose<G>) {
        self.order(Order::Hold(whose));
    }

    /// [`Watchlist::release`].
    pub fn release(&self, whose: Whose<G>) {
        self.order(Order::Release(whose));
    }

    /// The task outlives every handle, so there is nobody to tell of a failure.
    fn order(&self, order: Order<K, G>) {
        let _ = self.orders.send(order);
    }
}

#[derive(Debug)]
enum Order<K, G> {
    Watch(K, G, Duration),
    Stop(K),
    HandedOver(K),
    OnScreen(Option<K>),
    LookNow(Which<K>),
    Hold(Whose<G>),
    Release(Whose<G>),
}

enum Told<K> {
    Look(Answer),
    Sweep(SweepAnswer<K>),
}

async fn run<K, G, E>(
    eyes: Arc<E>,
    mut list: Watchlist<K, G>,
    mut orders: mpsc::UnboundedReceiver<Order<K, G>>,
) where
    K: Ord + Clone + Send + 'static,
    G: Ord + Clone + Send + 'static,
    E: Eyes<K, G>,
{
    let mut under_way: JoinSet<Told<K>> = JoinSet::new();
    let mut looks: HashMap<Id, Look<K, G>> = HashMap::new();
    loop {
        let now = Instant::now();
        list.sweep_rate(eyes.sweep_rate());
        for look in list.due(now) {
            let task = begin(&mut under_way, &eyes, look.clone());
            looks.insert(task, look);
        }
        let next = list.next(now);
        tokio::select! {
            biased;
            order = orders.recv() => match order {
                Some(order) => obey(&mut list, order),
                None => return,
            },
            Some(ended) = under_way.join_next_with_id() => {
                let (id, told) = match ended {
                    Ok((id, told)) => (id, Some(told)),
                    // A look that panicked ends alone; the list is told that it failed.
                    Err(broken) => (broken.id(), None),
                };
                if let Some(look) = looks.remove(&id) {
                    tell(&mut list, &look, told);
                }
            }
            () = sleep_until(next.unwrap_or(now)), if next.is_some() => {}
        }
    }
}

fn begin<K, G, E>(under_way: &mut JoinSet<Told<K>>, eyes: &Arc<E>, look: Look<K, G>) -> Id
where
    K: Send + 'static,
    G: Send + 'static,
    E: Eyes<K, G>,
{
    let eyes = Arc::clone(eyes);
    let task = under_way.spawn(async move {
        match look {
            Look::One { key, urgency } => Told::Look(eyes.look(key, urgency).await),
            Look::Sweep { group, urgency } => Told::Sweep(eyes.sweep(group, urgency).await),
        }
    });
    task.id()
}

fn obey<K: Ord + Clone, G: Ord + Clone>(list: &mut Watchlist<K, G>, order: Order<K, G>) {
    let now = Instant::now();
    match order {
        Order::Watch(key, group, waited) => list.watch(key, group, waited, now),
        Order::Stop(key) => list.stop(&key),
        Order::HandedOver(key) => list.handed_over(&key, now),
        Order::OnScreen(key) => list.on_screen(key.as_ref()),
        Order::LookNow(Which::One(key)) => list.look_now(Which::One(&key), now),
        Order::LookNow(Which::All) => list.look_now(Which::All, now),
        Order::Hold(Whose::Group(group)) => list.hold(Whose::Group(&group)),
        Order::Hold(Whose::All) => list.hold(Whose::All),
        Order::Release(Whose::Group(group)) => list.release(Whose::Group(&group), now),
        Order::Release(Whose::All) => list.release(Whose::All, now),
    }
}

fn tell<K: Ord + Clone, G: Ord + Clone>(
    list: &mut Watchlist<K, G>,
    look: &Look<K, G>,
    told: Option<Told<K>>,
) {
    let now = Instant::now();
    match (look, told) {
        (Look::One { key, .. }, Some(Told::Look(Answer::Seen(seen)))) => list.seen_one(key, seen, now),
        (Look::Sweep { group, .. }, Some(Told::Sweep(SweepAnswer::Swept { items, pages }))) => {
            list.swept(group, &items, pages, now);
        }
        (_, Some(Told::Look(Answer::Failed(failure)) | Told::Sweep(SweepAnswer::Failed(failure)))) => {
            list.failed(look, failure, now);
        }
        (_, Some(Told::Look(Answer::Seen(_)) | Told::Sweep(SweepAnswer::Swept { .. })) | None) => {
            list.failed(look, Failure::Other, now);
        }
    }
}
