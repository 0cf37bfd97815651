# Screen text: rules
