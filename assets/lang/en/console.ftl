# Screen text: console
