//! From the bytes of a world file to the world, by applying its lines in order.
//! Reads no file.

use serde_json::Value;

use super::{FORMAT, OLDEST_FORMAT};
use crate::world::World;
use crate::world::commit::CommittedRequest;
use crate::world::origin::Origin;

pub(super) enum Found {
    /// Nothing was ever kept: the file is new or its first line was cut off.
    Nothing,
    World {
        world: Box<World>,
        /// Without a last line that was cut off, in bytes.
        length: u64,
        /// Of the file, no newer than ours.
        format: u64,
    },
    Newer {
        format: u64,
    },
    Damage,
}

/// How every header begins.
const HEADER_BEGINS: &[u8] = br#"{"format":"#;

pub(super) fn read(bytes: &[u8]) -> Found {
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if whole == 0 {
        // A file of somebody else that has no line end is not ours to empty.
        let ours = bytes.starts_with(HEADER_BEGINS) || HEADER_BEGINS.starts_with(bytes);
        return if ours { Found::Nothing } else { Found::Damage };
    }
    let mut lines = bytes[..whole - 1].split(|byte| *byte == b'\n');
    let (origin, format) = match header(lines.next().unwrap_or_default()) {
        Ok(header) => header,
        Err(found) => return found,
    };
    let mut world = origin.world();
    for (position, line) in lines.enumerate() {
        let Ok(request) = serde_json::from_slice::<CommittedRequest>(line) else {
            return Found::Damage;
        };
        if usize::try_from(request.sequence).ok() != Some(position + 1) {
            return Found::Damage;
        }
        world.apply(request);
    }
    match u64::try_from(whole) {
        Ok(length) => Found::World { world: Box::new(world), length, format },
        Err(_) => Found::Damage,
    }
}

fn header(line: &[u8]) -> Result<(Origin, u64), Found> {
    let header: Value = serde_json::from_slice(line).map_err(|_| Found::Damage)?;
    let format = header.get("format").and_then(Value::as_u64).ok_or(Found::Damage)?;
    if format > FORMAT {
        return Err(Found::Newer { format });
    }
    let seed = header.get("seed").and_then(Value::as_str).ok_or(Found::Damage)?;
    match seed.parse() {
        Ok(origin) if format >= OLDEST_FORMAT => Ok((origin, format)),
        Ok(_) | Err(_) => Err(Found::Damage),
    }
}
