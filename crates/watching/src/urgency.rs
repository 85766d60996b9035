//! Who goes first.

/// Whom a request serves; the order is the order of service, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// It changes something at AWS.
    Mutation,
    /// Somebody clicked and waits for the answer.
    Person,
    /// It serves the journey on the screen, or confirms what a list told.
    OnScreen,
    /// It serves a journey that is not on the screen.
    Elsewhere,
    /// It serves a journey that has waited for more than a quarter of an hour.
    Old,
}
