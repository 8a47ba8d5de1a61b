"""`terraform test` of the modules, with one provider process for all of them."""
