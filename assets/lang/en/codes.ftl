# Screen text: codes
