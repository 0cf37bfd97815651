# Screen text: needs
