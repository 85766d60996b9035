//! What the service answers when it refuses: status, error code and message,
//! as in the error catalogue of service.md 5.1. How it looks on the wire is
//! decided in `reply.rs` and `caller_identity.rs`.

/// One refused request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) resource: Option<Resource>,
    /// What the caller is asked to wait before it tries again.
    pub(crate) retry_after_seconds: Option<u32>,
}

/// Named in `ResourceNotFoundException` bodies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resource {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
}

impl Failure {
    pub(crate) fn new(status: u16, code: &str, message: impl Into<String>) -> Failure {
        Failure {
            status,
            code: code.to_owned(),
            message: message.into(),
            resource: None,
            retry_after_seconds: None,
        }
    }

    pub(crate) fn validation(message: impl Into<String>) -> Failure {
        Failure::new(400, "ValidationException", message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Failure {
        Failure::new(409, "ConflictException", message)
    }

    pub(crate) fn not_found(kind: &'static str, id: &str) -> Failure {
        Failure {
            resource: Some(Resource { id: id.to_owned(), kind }),
            ..Failure::new(404, "ResourceNotFoundException", format!("{kind} {id} does not exist."))
        }
    }

    pub(crate) fn throttling() -> Failure {
        Failure::new(429, "ThrottlingException", "Rate exceeded")
    }
}
