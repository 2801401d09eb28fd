"""Tables whose cells ran together into one line, digits with digits (数字相连的表).

…项目预算数决算数完成预算%一年初结余65696704102.1二当年收入3194296692.9: nothing parts a figure from the next. A row is read
only where arithmetic or the table of accounts leaves one way of parting it; all others stay text.
"""
