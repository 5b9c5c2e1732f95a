//! The buttons "Point" and "Draw", and the row of drawing tools.

use super::text::{Spoken as _, words};
use protocol::mark::MarkColor;
use protocol::right::Right;
use viewer::marking::Tool;
use viewer::state::{Phase, RightState, View};
use viewer::words::Say;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, Event as DomEvent, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlSelectElement,
};

use super::dom::{document, element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event, MarkLook};

/// The attribute of a button that names its tool.
const MARK: &str = "data-mark";

/// The attribute of the page that names the tool that is on.
const TOOL: &str = "data-tool";

/// The buttons in the bar, and the row.
pub(crate) struct Marks {
    root: Element,
    point: HtmlButtonElement,
    draw: HtmlButtonElement,
    row: HtmlElement,
    words: HtmlInputElement,
    refused: HtmlElement,
    steps: HtmlElement,
    _listeners: Vec<Listener>,
}

impl Marks {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let point: HtmlButtonElement = element("point")?;
        let draw: HtmlButtonElement = element("draw")?;
        let row: HtmlElement = element("marks")?;
        let words: HtmlInputElement = element("mark-words")?;
        let root = document()?.document_element().ok_or(Error::NoElement("html"))?;
        Ok(Self {
            _listeners: listeners(&point, &draw, &row, &words, emit)?,
            root,
            point,
            draw,
            row,
            words,
            refused: element("mark-refused")?,
            steps: element("mark-steps")?,
        })
    }

    /// Shows what can be drawn, with which tool, and whether the words that are written are refused.
    pub(crate) fn show(&self, view: &View, tool: Option<Tool>, is_refused: bool) {
        let is_shared = matches!(view.phase, Phase::ScreenSharing | Phase::ControlSharing);
        let right = view.right(Right::Point);
        let hint = match right {
            None => Say::PointMissing,
            Some(RightState::Requested) => Say::PointAsked,
            Some(RightState::Available | RightState::Held { .. }) => Say::PointHint,
        };
        let hint = hint.to(words().user_of(view));
        let is_drawing = tool.is_some_and(|tool| tool != Tool::Point);
        for (button, is_on) in [(&self.point, tool == Some(Tool::Point)), (&self.draw, is_drawing)]
        {
            button.set_hidden(!is_shared);
            button.set_disabled(right.is_none());
            button.set_title(&hint);
            set(button, "aria-pressed", pressed(is_on));
        }
        self.row.set_hidden(!is_drawing);
        match tool {
            Some(tool) => set(&self.root, TOOL, tool.id()),
            None => {
                let _ = self.root.remove_attribute(TOOL);
            }
        }
        for other in Tool::DRAWING {
            if let Ok(button) = element::<Element>(button_id(other)) {
                set(&button, "aria-pressed", pressed(tool == Some(other)));
            }
        }
        let places_words = matches!(tool, Some(Tool::Text | Tool::Step));
        let label = self.words.parent_element().and_then(|label| label.dyn_into().ok());
        if let Some::<HtmlElement>(label) = label {
            label.set_hidden(!places_words);
        }
        let refusal = if is_refused { Say::DrawWordsRefused.said() } else { "" };
        set(&self.words, "aria-invalid", pressed(is_refused));
        announce(&self.refused, refusal);
        self.show_steps(view);
    }

    fn show_steps(&self, view: &View) {
        self.steps.set_hidden(view.steps.count == 0);
        announce(&self.steps, &words().steps(view));
    }

    /// Moves the focus to the words that a tool places.
    pub(crate) fn focus_words(&self) {
        let _ = self.words.focus();
    }
}

/// A screen reader announces it when it is set.
fn announce(place: &HtmlElement, said: &str) {
    if place.text_content().as_deref() != Some(said) {
        place.set_text_content(Some(said));
    }
}

fn pressed(is_on: bool) -> &'static str {
    if is_on { "true" } else { "false" }
}

const fn button_id(tool: Tool) -> &'static str {
    use protocol::mark::MarkShape::{Arrow, Freehand, Rectangle};
    match tool {
        Tool::Point => "point",
        Tool::Shape(Freehand) => "draw-freehand",
        Tool::Shape(Arrow) => "draw-arrow",
        Tool::Shape(Rectangle) => "draw-rectangle",
        Tool::Text => "draw-text",
        Tool::Step => "draw-step",
    }
}

fn listeners(
    point: &HtmlButtonElement,
    draw: &HtmlButtonElement,
    row: &HtmlElement,
    words: &HtmlInputElement,
    emit: &Emit,
) -> Result<Vec<Listener>, Error> {
    let pointing = emit.clone();
    let (drawing, drawn_row, tools) = (emit.clone(), row.clone(), emit.clone());
    let (texts, written) = (emit.clone(), words.clone());
    let mut listeners = vec![
        Listener::new(point, "click", move |_: DomEvent| {
            pointing(Event::Command(Command::ToggleTool(Tool::Point)));
        })?,
        // Off, whichever tool of the row is on.
        Listener::new(draw, "click", move |_: DomEvent| {
            let first = Tool::DRAWING[0];
            let pressed = drawn_row.query_selector("[data-mark][aria-pressed=true]").ok().flatten();
            let is_on = !drawn_row.hidden();
            let tool = pressed.filter(|_| is_on).and_then(|button| button.get_attribute(MARK));
            let tool = tool.as_deref().and_then(Tool::of_id).unwrap_or(first);
            drawing(Event::Command(Command::ToggleTool(tool)));
        })?,
        Listener::new(row, "click", move |event: DomEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = target.and_then(|target| target.closest("[data-mark]").ok().flatten());
            let tool = button.and_then(|button| button.get_attribute(MARK));
            if let Some(tool) = tool.as_deref().and_then(Tool::of_id) {
                tools(Event::Command(Command::ToggleTool(tool)));
            }
        })?,
        Listener::new(words, "input", move |_: DomEvent| {
            texts(Event::Command(Command::MarkLook(MarkLook::Text(written.value()))));
        })?,
    ];
    for (id, command) in [("draw-undo", Command::UndoMark), ("draw-clear", Command::ClearMarks)] {
        let (button, emit): (Element, _) = (element(id)?, emit.clone());
        listeners.push(Listener::new(&button, "click", move |_: DomEvent| {
            emit(Event::Command(command.clone()));
        })?);
    }
    let color: HtmlSelectElement = element("draw-color")?;
    let colors = emit.clone();
    listeners.push(Listener::new(&color.clone(), "change", move |_: DomEvent| {
        if let Some(color) = MarkColor::of_id(&color.value()) {
            colors(Event::Command(Command::MarkLook(MarkLook::Color(color))));
        }
    })?);
    let keep: HtmlInputElement = element("draw-keep")?;
    let keeps = emit.clone();
    listeners.push(Listener::new(&keep.clone(), "change", move |_: DomEvent| {
        keeps(Event::Command(Command::MarkLook(MarkLook::Kept(keep.checked()))));
    })?);
    Ok(listeners)
}
