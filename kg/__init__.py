"""dipkg reads diplomatic releases into a graph in which every statement can be traced to its words."""
