//! The scene that is set and what it remembers while it is.

use std::collections::HashMap;

use crate::scene::Scene;

/// More than the four attempts a client makes for one call, so that the first
/// call fails for good and a later one succeeds.
const FAILED_ATTEMPTS: u32 = 5;
/// Positions in a discovery that fail where it has so many devices.
const FAILING_POSITIONS: [usize; 3] = [2, 7, 13];

#[derive(Debug, Default)]
pub(crate) struct Scenery {
    scene: Scene,
    attempts: HashMap<String, u32>,
}

impl Scenery {
    pub(crate) fn scene(&self) -> Scene {
        self.scene
    }

    /// Begins the scene anew, even when it is the one already set.
    pub(crate) fn set(&mut self, scene: Scene) {
        *self = Scenery { scene, attempts: HashMap::new() };
    }

    /// Whether registering the thing of the device at this position, of so many
    /// found, fails this time. Counts the attempt.
    pub(crate) fn fails(&mut self, thing_id: &str, position: usize, found: usize) -> bool {
        let last_of_all = FAILING_POSITIONS[FAILING_POSITIONS.len() - 1];
        let chosen = if found > last_of_all {
            FAILING_POSITIONS.contains(&position)
        } else {
            position + FAILING_POSITIONS.len() >= found
        };
        if self.scene != Scene::ThreeDevicesFail || !chosen {
            return false;
        }
        let attempts = self.attempts.entry(thing_id.to_owned()).or_default();
        *attempts += 1;
        *attempts <= FAILED_ATTEMPTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failing(found: usize) -> Vec<usize> {
        let mut scenery = Scenery::default();
        scenery.set(Scene::ThreeDevicesFail);
        (0..found).filter(|position| scenery.fails(&position.to_string(), *position, found)).collect()
    }

    #[test]
    fn three_of_many_devices_fail_and_of_few_the_last_three() {
        assert_eq!(failing(20), [2, 7, 13]);
        assert_eq!(failing(14), [2, 7, 13]);
        assert_eq!(failing(7), [4, 5, 6]);
        assert_eq!(failing(2), [0, 1]);
    }

    #[test]
    fn a_failing_device_succeeds_after_five_attempts() {
        let mut scenery = Scenery::default();
        assert!(!scenery.fails("thing", 0, 1), "no scene is set");
        scenery.set(Scene::ThreeDevicesFail);
        let attempts: Vec<_> = (0..6).map(|_| scenery.fails("thing", 0, 1)).collect();
        assert_eq!(attempts, [true, true, true, true, true, false]);
    }
}
