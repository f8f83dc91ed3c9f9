// Opens exported files as their users' programs do and prints what it found, as JSON.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

function tell(graph) {
  return {
    nodes: graph.mapNodes((node, attributes) => [node, attributes]),
    edges: graph.mapEdges((edge, attributes, source, target) => [source, target, attributes]),
  };
}

function draw(text) {
  const opened = cytoscape({ headless: true, styleEnabled: true, ...JSON.parse(text) });
  const found = {
    nodes: opened.nodes().map(node => [node.id(), { ...node.data(), ...node.position(), drawn: node.style("background-color"), written: node.style("label") }]),
    edges: opened.edges().map(edge => [edge.source().id(), edge.target().id(), { ...edge.data(), drawn: edge.numericStyle("width") }]),
  };
  opened.destroy();
  return found;
}

const [form, file] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const readers = {
  gexf: () => tell(gexf.parse(Graph, text, { allowUndeclaredAttributes: false })),
  graphml: () => tell(graphml.parse(Graph, text)),
  cytoscape: () => draw(text),
};
process.stdout.write(JSON.stringify(readers[form]()), () => process.exit(0));
