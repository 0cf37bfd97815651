//! Clicks and the wheel: what lies under them, and the line between rows and detail.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};

use super::Console;
use crate::ui::input::Chord;
use crate::ui::list::Move;
use crate::ui::overlay::Overlay;

impl Console {
    /// A click into the graph, which looks up where its parts lie.
    fn click_graph(&mut self, at: ratatui::layout::Position) {
        let Some(Overlay::Graph(mut graph)) = self.overlays.pop() else { return };
        graph.click(at, &self.look(&[]));
        self.overlays.push(Overlay::Graph(graph));
    }

    /// A click, or the wheel.
    pub(super) fn clicked(&mut self, mouse: MouseEvent) {
        if self.out_of_sight() || self.small {
            return;
        }
        let at = ratatui::layout::Position { x: mouse.column, y: mouse.row };
        if let Some(Overlay::Graph(graph)) = self.overlays.last_mut() {
            match mouse.kind {
                MouseEventKind::ScrollUp => return graph.zoom(true),
                MouseEventKind::ScrollDown => return graph.zoom(false),
                MouseEventKind::Down(MouseButton::Left) => return self.click_graph(at),
                _ => {}
            }
        }
        if let Some(Overlay::OverTime(page)) = self.overlays.last_mut() {
            let press = |code| (KeyEvent::from(code), Chord::from(KeyEvent::from(code)));
            let (key, chord) = match mouse.kind {
                MouseEventKind::ScrollDown => press(KeyCode::Down),
                MouseEventKind::ScrollUp => press(KeyCode::Up),
                MouseEventKind::Down(MouseButton::Left) => {
                    page.click(at.y);
                    return self.read_over_time();
                }
                _ => return,
            };
            return self.over_time_key(key, chord);
        }
        if let Some(Overlay::Briefing(_)) = self.overlays.last() {
            return match mouse.kind {
                MouseEventKind::ScrollDown => self.step_page(true),
                MouseEventKind::ScrollUp => self.step_page(false),
                _ => {}
            };
        }
        match (mouse.kind, self.map.split.filter(|_| self.overlays.is_empty())) {
            (MouseEventKind::Down(MouseButton::Left), Some((line, _))) if line.contains(at) => {
                self.dragging = true;
                return;
            }
            (MouseEventKind::Drag(MouseButton::Left), Some((line, area))) if self.dragging => {
                // The line stands or lies, and goes where the mouse is.
                let (at, from, all) =
                    if line.height > line.width { (at.x, area.x, area.width) } else { (at.y, area.y, area.height) };
                let share = u32::from(at.saturating_sub(from)) * 100 / u32::from(all.max(1));
                self.split = Some(u16::try_from(share).unwrap_or(100).clamp(1, 99));
                return;
            }
            (MouseEventKind::Up(_), _) => self.dragging = false,
            _ => {}
        }
        match mouse.kind {
            MouseEventKind::ScrollDown if self.overlays.is_empty() => self.go(Move::Down),
            MouseEventKind::ScrollUp if self.overlays.is_empty() => self.go(Move::Up),
            MouseEventKind::ScrollDown => {
                self.list_key(KeyEvent::from(KeyCode::Down), Chord::from(KeyEvent::from(KeyCode::Down)))
            }
            MouseEventKind::ScrollUp => {
                self.list_key(KeyEvent::from(KeyCode::Up), Chord::from(KeyEvent::from(KeyCode::Up)))
            }
            MouseEventKind::Down(MouseButton::Left) if self.overlays.is_empty() => {
                if let Some((pane, _)) = self.map.tabs.iter().find(|(_, area)| area.contains(at)) {
                    self.focus = *pane;
                } else if let Some((pane, area)) = self.map.panes.iter().find(|(_, area)| area.contains(at)).copied() {
                    self.focus = pane;
                    let row = self.panes.get(pane).at(area, &self.look(&[]), mouse.row - area.y);
                    if let Some(row) = row {
                        self.panes.get_mut(pane).list().selected = row;
                    }
                }
            }
            _ => {}
        }
    }
}
