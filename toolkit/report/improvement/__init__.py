"""改进计划.xlsx: the plan and its effects to go on filling in, with what the ledger makes of them."""
