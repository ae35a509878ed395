"""Double-click to process what lies in 收件箱 once."""

from launch import start

start("run", "workbooks")
