"""Generated chains of plans: municipalities over several years, with the links that are true of them."""
