//! One event becomes one line of JSON: the fields it may have, made fit.

mod allowed;
mod fit;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
};

use serde_json::{Map, Value, json};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

use self::{
    allowed::{Allowed, PRACTICE, allowed},
    fit::fit,
};
use crate::{level::is_ours, place::place};

/// What a line is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum World {
    /// No AWS account is in use.
    #[default]
    None,
    Practice,
    Live,
}

impl World {
    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Practice => "practice",
            Self::Live => "live",
        }
    }
}

/// What holds for every line from here on.
#[derive(Default)]
pub(crate) struct Present {
    world: AtomicU8,
    with_ids: AtomicBool,
}

impl Present {
    pub(crate) fn set_world(&self, world: World) {
        let number = match world {
            World::None => 0,
            World::Practice => 1,
            World::Live => 2,
        };
        self.world.store(number, Ordering::Relaxed);
    }

    pub(crate) fn set_with_ids(&self, with_ids: bool) {
        self.with_ids.store(with_ids, Ordering::Relaxed);
    }

    fn world(&self) -> World {
        match self.world.load(Ordering::Relaxed) {
            1 => World::Practice,
            2 => World::Live,
            _ => World::None,
        }
    }
}

/// Writes what is let through; `sink` must not block.
pub(crate) struct Lines<W> {
    pub(crate) sink: W,
    pub(crate) present: Arc<Present>,
}

/// What a span of ours says of every event in it.
struct Said(Fields);

impl<S, W> Layer<S> for Lines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: Write + Clone + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id).filter(|span| is_ours(span.metadata().target())) else { return };
        let mut fields = self.fields();
        attributes.record(&mut fields);
        span.extensions_mut().insert(Said(fields));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(Said(fields)) = span.extensions_mut().get_mut() {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = self.fields();
        for span in context.event_scope(event).into_iter().flat_map(|scope| scope.from_root()) {
            if let Some(Said(of_span)) = span.extensions().get() {
                fields.take(of_span);
            }
        }
        let metadata = event.metadata();
        if is_ours(metadata.target()) {
            event.record(&mut fields);
        } else {
            fields.take_place(metadata);
        }
        let world = match fields.practice {
            Some(true) => World::Practice,
            Some(false) => World::Live,
            None => self.present.world(),
        };
        let mut line = Map::new();
        line.insert(
            "at".to_owned(),
            json!(jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()),
        );
        line.insert("level".to_owned(), json!(metadata.level().as_str().to_lowercase()));
        line.insert("run".to_owned(), json!(std::process::id()));
        line.insert("world".to_owned(), json!(world.name()));
        line.insert("target".to_owned(), json!(metadata.target()));
        line.insert("message".to_owned(), json!(fields.message));
        line.extend(fields.written);
        if !fields.left_out.is_empty() {
            line.insert("left_out".to_owned(), json!(fields.left_out));
        }
        let mut text = Value::Object(line).to_string();
        text.push('\n');
        // A full queue loses lines; whoever works does not wait for the disk.
        let _ = self.sink.clone().write_all(text.as_bytes());
    }
}

impl<W> Lines<W> {
    fn fields(&self) -> Fields {
        Fields { with_ids: self.present.with_ids.load(Ordering::Relaxed), ..Fields::default() }
    }
}

/// What may be written of an event's or a span's fields.
#[derive(Default)]
struct Fields {
    with_ids: bool,
    practice: Option<bool>,
    message: String,
    written: Map<String, Value>,
    /// Names of fields that may not be written.
    left_out: Vec<&'static str>,
}

impl Fields {
    fn take(&mut self, other: &Self) {
        self.practice = other.practice.or(self.practice);
        self.written.extend(other.written.iter().map(|(name, value)| (name.clone(), value.clone())));
        self.left_out.extend(&other.left_out);
    }

    /// All that is taken of another crate's line: its words and fields may hold
    /// whatever stands in the files that it reads.
    fn take_place(&mut self, metadata: &Metadata<'_>) {
        self.message = "a library said something".to_owned();
        if let (Some(file), Some(line)) = (metadata.file(), metadata.line()) {
            self.written.insert("place".to_owned(), json!(place(file, line)));
        }
    }

    fn put(&mut self, field: &Field, value: impl FnOnce() -> Value) {
        match allowed(field.name()) {
            Some(Allowed::Id) if !self.with_ids => {}
            Some(Allowed::Always | Allowed::Id) => {
                self.written.insert(field.name().to_owned(), value());
            }
            None => self.left_out.push(field.name()),
        }
    }
}

impl Visit for Fields {
    fn record_bool(&mut self, field: &Field, value: bool) {
        if field.name() == PRACTICE {
            self.practice = Some(value);
        } else {
            self.put(field, || json!(value));
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, || json!(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, || json!(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, || json!(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            self.message = fit(value);
        } else {
            self.put(field, || json!(fit(value)));
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.message = fit(&format!("{value:?}"));
        } else {
            self.put(field, || json!(fit(&format!("{value:?}"))));
        }
    }
}
