# Screen text: fields
