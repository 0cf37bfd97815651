# Screen text: acts
