"""Slides as PPTX: real text, tables and charts that PowerPoint can edit."""
