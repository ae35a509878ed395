"""Any spreadsheet file to the tables that flow: found by their headers, read in a child process, nothing guessed."""
