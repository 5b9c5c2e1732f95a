//! What is seen or said of a part, as a hash.

use std::hash::{Hash, Hasher};

use super::Part;

impl<A> Part<A> {
    /// Hashes what is seen or said of it; not what it reports.
    pub(crate) fn hash_look(&self, hasher: &mut impl Hasher) {
        std::mem::discriminant(self).hash(hasher);
        match self {
            Self::Root | Self::ListRow | Self::Row(_) | Self::Column(_) | Self::Space(_) => {}
            Self::Text(text) => {
                (&text.words, text.size, text.strong, text.monospace).hash(hasher);
                (text.tone, text.heading, text.centered, text.said).hash(hasher);
            }
            Self::Button(button) => {
                (&button.label, button.kind, button.is_active()).hash(hasher);
                (&button.description, button.chosen, button.expanded).hash(hasher);
            }
            Self::Entry(field) => {
                (&field.label, &field.placeholder, &field.description, &field.error).hash(hasher);
                (field.enabled, field.read_only, field.code).hash(hasher);
            }
            Self::Check(check) => {
                (&check.label, check.checked, check.is_active()).hash(hasher);
                check.description.hash(hasher);
            }
            Self::Image(image) => {
                (&image.name, image.sharp).hash(hasher);
                // Other pixels are elsewhere as long as these are held.
                image.pixels.rgba().as_ptr().hash(hasher);
            }
            Self::Progress(progress) => {
                (&progress.name, progress.part.map(f32::to_bits)).hash(hasher);
            }
            Self::Status(status) => {
                (&status.words, status.tone, status.assertive).hash(hasher);
                (status.unsaid, status.unseen).hash(hasher);
            }
            Self::List(name) | Self::Log(name) | Self::Scroll(name) => name.hash(hasher),
            Self::Panel { tone, name } => (tone, name).hash(hasher),
            Self::Dialog { title, tone, .. } => (title, tone).hash(hasher),
        }
    }
}
