-- lower


-- gone


-- twice

