//! Reads case JSON.
