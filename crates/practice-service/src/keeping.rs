//! Where committed requests are kept: in memory alone, or also in a file that
//! outlives the program.

use crate::failure::Failure;
use crate::world::commit::CommittedRequest;
use crate::world::origin::Origin;
use crate::world_file::WorldFile;

#[derive(Default)]
pub(crate) enum Keeping {
    #[default]
    InMemory,
    InFile(WorldFile),
    /// The service has ended: another one may have the file by now.
    Ended,
}

impl Keeping {
    /// Before the request changes the world, so that nothing is answered that a
    /// restart would not know.
    pub(crate) fn keep(&mut self, request: &CommittedRequest) -> Result<(), Failure> {
        match self {
            Keeping::InMemory => Ok(()),
            Keeping::InFile(file) => file.append(request).map_err(|problem| {
                let message = format!("The practice world could not be written: {problem}.");
                Failure::new(500, "InternalServerException", message)
            }),
            Keeping::Ended => {
                Err(Failure::new(503, "ServiceUnavailableException", "The practice service has ended."))
            }
        }
    }

    pub(crate) fn begin_again(&mut self, origin: Origin) -> std::io::Result<()> {
        match self {
            Keeping::InMemory => Ok(()),
            Keeping::InFile(file) => file.begin_again(origin),
            Keeping::Ended => Err(std::io::Error::other("the practice service has ended")),
        }
    }
}
