//! The head of an HTTP/1 answer: its status and headers.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// Longer heads are refused.
const LONGEST: usize = 16 * 1024;

pub(super) struct Head {
    pub(super) status: u16,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Head {
    /// Reads up to the empty line, and what comes in the same piece with it.
    pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Self> {
        let mut read = Vec::new();
        let mut piece = [0; 2048];
        loop {
            let length = stream.read(&mut piece).await?;
            read.extend_from_slice(piece.get(..length).unwrap_or_default());
            if let Some(end) = read.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                let text = String::from_utf8_lossy(read.get(..end).unwrap_or_default());
                return Self::parse(&text).ok_or_else(|| {
                    io::Error::new(io::ErrorKind::InvalidData, "what answers does not speak HTTP")
                });
            }
            if length == 0 {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the answer broke off"));
            }
            if read.len() > LONGEST {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the answer's head has no end"));
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let status = first.next().filter(|version| version.starts_with("HTTP/1.")).and(first.next())?;
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
        Some(Self { status: status.parse().ok()?, headers: headers.collect() })
    }

    /// The values of one header; `name` in lower case.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}
