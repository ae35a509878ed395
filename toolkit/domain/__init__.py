"""The trade itself, pure and vectorised: no clock, no disk, no Excel."""
