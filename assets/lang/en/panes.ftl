# Screen text: panes
